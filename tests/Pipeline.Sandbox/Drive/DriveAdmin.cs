namespace Pipeline.Sandbox.Drive;

/// <summary>The store over HTTP, for a Sandbox in another process.</summary>
internal static class DriveAdmin
{
    public static IResult Files(DriveStore store) => Results.Json(store.ListFiles());

    public static IResult Uploads(DriveStore store) => Results.Json(store.Uploads);

    public static IResult Switches(DriveStore store) => Results.Json(store.Switches);

    /// <summary>Sets all switches: what the body leaves out is off. The two commands act once.</summary>
    public static IResult SetSwitches(DriveStore store, SwitchesBody body)
    {
        store.Replace(new DriveSwitches
        {
            UploadBytesPerSecond = body.UploadBytesPerSecond,
            AcceptAtMostPerChunk = body.AcceptAtMostPerChunk,
            InvalidGrant = body.InvalidGrant,
        });
        if (body.RevokeTokens)
        {
            store.RevokeTokens();
        }

        if (body.ExpireSessions)
        {
            store.ExpireSessions();
        }

        return Switches(store);
    }

    internal sealed record SwitchesBody(
        long UploadBytesPerSecond = 0, long AcceptAtMostPerChunk = 0, bool InvalidGrant = false, bool RevokeTokens = false, bool ExpireSessions = false);
}
