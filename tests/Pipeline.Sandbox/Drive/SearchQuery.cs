namespace Pipeline.Sandbox.Drive;

/// <summary>A parsed search (<c>q</c>) of files.list.</summary>
internal abstract record SearchQuery
{
    public abstract bool Matches(DriveItem item, SearchScope scope);

    /// <summary>Folder ids that an <c>in parents</c> term names.</summary>
    public virtual IEnumerable<string> Parents() => [];

    public sealed record Everything : SearchQuery
    {
        public override bool Matches(DriveItem item, SearchScope scope) => true;
    }

    public sealed record Both(SearchQuery Left, SearchQuery Right) : SearchQuery
    {
        public override bool Matches(DriveItem item, SearchScope scope) => Left.Matches(item, scope) && Right.Matches(item, scope);

        public override IEnumerable<string> Parents() => Left.Parents().Concat(Right.Parents());
    }

    public sealed record Either(SearchQuery Left, SearchQuery Right) : SearchQuery
    {
        public override bool Matches(DriveItem item, SearchScope scope) => Left.Matches(item, scope) || Right.Matches(item, scope);

        public override IEnumerable<string> Parents() => Left.Parents().Concat(Right.Parents());
    }

    public sealed record Not(SearchQuery Inner) : SearchQuery
    {
        public override bool Matches(DriveItem item, SearchScope scope) => !Inner.Matches(item, scope);

        public override IEnumerable<string> Parents() => Inner.Parents();
    }

    public sealed record InParents(string Id) : SearchQuery
    {
        public override bool Matches(DriveItem item, SearchScope scope) =>
            item.ParentId == (Id == "root" ? scope.Account.RootId : Id);

        public override IEnumerable<string> Parents() => [Id];
    }

    public sealed record Term(Func<DriveItem, SearchScope, bool> Test) : SearchQuery
    {
        public override bool Matches(DriveItem item, SearchScope scope) => Test(item, scope);
    }
}
