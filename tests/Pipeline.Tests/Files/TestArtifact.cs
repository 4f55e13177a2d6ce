using System.Security.Cryptography;
using Pipeline.Core.Files;
using Pipeline.Core.Jobs;

namespace Pipeline.Tests.Files;

/// <summary>A finished file on this machine, as the stages before the upload leave it.</summary>
internal sealed record TestArtifact(Artifact Artifact, string LocalPath)
{
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5351", Justification = "Not for security: Drive's checksum.")]
    public static TestArtifact Make(string directory, int size, string name = "talk.mp4", JobId? job = null, int seed = 1)
    {
        var bytes = new byte[size];
        new Random(seed).NextBytes(bytes);
        var path = Path.Combine(directory, Guid.NewGuid().ToString("N"));
        File.WriteAllBytes(path, bytes);
        var artifact = new Artifact(
            job ?? JobId.New(DateTimeOffset.UnixEpoch), ArtifactKind.Video, Path.GetFileName(path), name, "video/mp4", size,
            Convert.ToHexStringLower(SHA256.HashData(bytes)), Convert.ToHexStringLower(MD5.HashData(bytes)));
        return new TestArtifact(artifact, path);
    }

    public FileUpload To(string folderId, string id, Uri? session = null) => new(Artifact, LocalPath, folderId, id, session);
}
