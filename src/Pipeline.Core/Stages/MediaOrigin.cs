using System.Text.RegularExpressions;
using Pipeline.Core.Jobs;

namespace Pipeline.Core.Stages;

/// <summary>The download that an artifact was made from. What is made of it lies beside it and carries in its name what it was made from and
/// how: <c>talk.webm</c> → <c>talk.webm.1a2b3c4d5e6f-9f8e7d6c.mp4</c>. So a repeated run finds its way back to the original, makes nothing twice, and makes it anew
/// when the original or the settings have changed.</summary>
/// <param name="Path">Of the download, relative to the job's workspace.</param>
/// <param name="Hash">The beginning of its SHA-256.</param>
internal sealed partial record MediaOrigin(string Path, string Hash)
{
    public static MediaOrigin Of(Artifact artifact) => Made().Match(artifact.Path) is { Success: true } made
        ? new MediaOrigin(made.Groups["path"].Value, made.Groups["hash"].Value)
        : new MediaOrigin(artifact.Path, artifact.Sha256[..12]);

    /// <summary>Path of what is made of it, without an extension.</summary>
    /// <param name="how">Everything that decides what it becomes.</param>
    public string Derived(string how) => $"{Path}.{Hash}-{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(how)))[..8]}";

    [GeneratedRegex(@"^(?<path>.+)\.(?<hash>[0-9a-f]{12})-[0-9a-f]{8}\.\w+$", RegexOptions.CultureInvariant)]
    private static partial Regex Made();
}
