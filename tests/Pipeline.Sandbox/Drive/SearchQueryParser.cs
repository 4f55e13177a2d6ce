namespace Pipeline.Sandbox.Drive;

/// <summary>Reads Drive's search language as far as the guide "Search for files" describes it for names, parents, types, times and properties.</summary>
internal sealed class SearchQueryParser
{
    private readonly List<SearchToken> _tokens;
    private int _at;

    private SearchQueryParser(string text) => _tokens = SearchToken.Split(text);

    /// <exception cref="DriveRefusal">400 invalid, location q.</exception>
    public static SearchQuery Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return new SearchQuery.Everything();
        }

        var parser = new SearchQueryParser(text);
        var query = parser.Or();
        return parser._at == parser._tokens.Count ? query : throw SearchToken.Bad();
    }

    private SearchQuery Or()
    {
        var left = And();
        while (Take("or"))
        {
            left = new SearchQuery.Either(left, And());
        }

        return left;
    }

    private SearchQuery And()
    {
        var left = Unary();
        while (Take("and"))
        {
            left = new SearchQuery.Both(left, Unary());
        }

        return left;
    }

    private SearchQuery Unary()
    {
        if (Take("not"))
        {
            return new SearchQuery.Not(Unary());
        }

        if (Take("("))
        {
            var inner = Or();
            Require(")");
            return inner;
        }

        return Next() is { IsString: true } id ? InCollection(id.Text) : Term(_tokens[_at - 1].Text);
    }

    private SearchQuery.InParents InCollection(string id)
    {
        Require("in");
        Require("parents");
        return new SearchQuery.InParents(id);
    }

    private SearchQuery.Term Term(string field)
    {
        var sign = Next().Text;
        if (field is "properties" or "appProperties" && sign == "has")
        {
            return Has(field);
        }

        var value = Next();
        if (value.IsString != (field is "name" or "mimeType" or "createdTime" or "modifiedTime"))
        {
            throw SearchToken.Bad();
        }

        return new SearchQuery.Term(SearchTerms.Of(field, sign, value.Text));
    }

    private SearchQuery.Term Has(string field)
    {
        Require("{");
        var key = Assigned("key");
        Require("and");
        var value = Assigned("value");
        Require("}");
        return new SearchQuery.Term((item, scope) =>
            (field == "properties" ? item.Properties : item.AppPropertiesOf(scope.Account.AppId)).GetValueOrDefault(key) == value);
    }

    private string Assigned(string name)
    {
        Require(name);
        Require("=");
        return Next() is { IsString: true } value ? value.Text : throw SearchToken.Bad();
    }

    private SearchToken Next() => _at < _tokens.Count ? _tokens[_at++] : throw SearchToken.Bad();

    private bool Take(string word)
    {
        var there = _at < _tokens.Count && _tokens[_at] is { IsString: false } token && token.Text == word;
        _at += there ? 1 : 0;
        return there;
    }

    private void Require(string word) => _ = Take(word) ? true : throw SearchToken.Bad();
}
