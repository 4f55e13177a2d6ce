namespace Pipeline.Sandbox.Drive;

/// <summary>Who a bearer token speaks for.</summary>
/// <param name="AppId">The OAuth client or service account: appProperties are private to it.</param>
/// <param name="HasStorage">False for a bare service account: it owns no storage (n8n#26050).</param>
/// <param name="Scopes">Granted scopes.</param>
internal sealed record DriveAccount(string Email, string AppId, bool HasStorage, IReadOnlyList<string> Scopes)
{
    /// <summary>Each account's My Drive has its own root folder.</summary>
    public string RootId => DriveId.ForRoot(Email);

    public bool MayUseDrive => Scopes.Any(s => s is DriveScope.Full or DriveScope.File or DriveScope.ReadOnly);

    public bool MayWrite => Scopes.Any(s => s is DriveScope.Full or DriveScope.File);
}
