using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Pipeline.Sandbox.Drive;

/// <summary>What every Sandbox Drive starts with, and credentials that open it.</summary>
public static class DriveSeed
{
    /// <summary>A shared drive of which everybody is content manager.</summary>
    public const string SharedDriveId = "0ASandboxSharedDriveUk9PVA";

    /// <summary>The folder "Pipeline" in the shared drive: where a channel's transcripts go.</summary>
    public const string FolderId = "1SandboxPipelineFolder0000000000a";

    /// <summary>A person's folder in My Drive, shared with the service account as editor: it may list there, not upload.</summary>
    public const string MyDriveFolderId = "1SandboxMyDriveFolder00000000000b";

    public const string ServiceAccountEmail = "pipeline@sandbox-project.iam.gserviceaccount.com";
    public const string UserEmail = "owner@example.com";
    public const string ClientId = "sandbox-client.apps.googleusercontent.com";
    public const string ClientSecret = "sandbox-client-secret";
    public const string RefreshToken = "1//sandbox-refresh-token";

    private static readonly Lazy<string> PrivateKey = new(() =>
    {
        using var rsa = RSA.Create(2048);
        return rsa.ExportPkcs8PrivateKeyPem();
    });

    /// <summary>A service account's key file whose <c>token_uri</c> points at this Sandbox. One key per process.</summary>
    /// <param name="baseAddress">Root of the Sandbox, for instance http://127.0.0.1:1234/.</param>
    public static string ServiceAccountJson(Uri baseAddress) => new JsonObject
    {
        ["type"] = "service_account",
        ["project_id"] = "sandbox-project",
        ["private_key_id"] = "sandbox-key-1",
        ["private_key"] = PrivateKey.Value,
        ["client_email"] = ServiceAccountEmail,
        ["client_id"] = "100000000000000000001",
        ["auth_uri"] = new Uri(baseAddress, "o/oauth2/auth").ToString(),
        ["token_uri"] = new Uri(baseAddress, "token").ToString(),
        ["universe_domain"] = "googleapis.com",
    }.ToJsonString();

    /// <summary>An <c>authorized_user</c> credential of a person with storage of their own.</summary>
    public static string RefreshTokenJson(Uri baseAddress) => new JsonObject
    {
        ["type"] = "authorized_user",
        ["client_id"] = ClientId,
        ["client_secret"] = ClientSecret,
        ["refresh_token"] = RefreshToken,
        ["token_uri"] = new Uri(baseAddress, "token").ToString(),
    }.ToJsonString();

    internal static void Fill(DriveCatalog catalog)
    {
        var owner = new DriveAccount(UserEmail, ClientId, true, []);
        catalog.Insert(Folder(catalog, SharedDriveId, "Drive", null, SharedDriveId, null));
        catalog.Insert(Folder(catalog, FolderId, "Pipeline", SharedDriveId, SharedDriveId, null));
        var shared = Folder(catalog, MyDriveFolderId, "Shared with the robot", catalog.EnsureRoot(owner).Id, null, UserEmail);
        shared.SharedWith.Add(ServiceAccountEmail);
        catalog.Insert(shared);
    }

    private static DriveItem Folder(DriveCatalog catalog, string id, string name, string? parent, string? drive, string? owner)
    {
        var now = catalog.Now();
        return new DriveItem
        {
            Id = id,
            Name = name,
            MimeType = DriveItem.Folder,
            ParentId = parent,
            DriveId = drive,
            Owner = owner,
            CreatedTime = now,
            ModifiedTime = now,
        };
    }
}
