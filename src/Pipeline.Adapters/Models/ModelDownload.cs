using Microsoft.Extensions.Logging;
using Pipeline.Adapters.Egress;
using Pipeline.Core.Jobs;
using Pipeline.Core.Media;

namespace Pipeline.Adapters.Models;

/// <summary>Brings a model from its host into the model folder. It grows in a folder of its own and gets its final name only when
/// every byte is there and hashes as it should.</summary>
public sealed class ModelDownload(RangeDownload download, ModelHost host, TimeProvider time, ILogger<ModelDownload> log)
{
    private const string Incoming = ".incoming";
    private static readonly TimeSpan LookForLock = TimeSpan.FromMilliseconds(500);

    /// <summary>The path of the finished file; one from before is returned as it is.</summary>
    /// <exception cref="ModelFailureException">See <see cref="ModelStore.Pull"/>.</exception>
    public async Task<string> Run(KnownModel model, string folder, IProgress<DownloadProgress> progress, CancellationToken ct)
    {
        try
        {
            return await Bring(model, folder, progress, ct);
        }
        catch (JobFailureException e)
        {
            throw Explain(model, folder, e.Error, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelFailureException(
                $"The speech model {model.Name} cannot be written into the model folder {folder}: {e.Message.TrimEnd('.')}. Repair that folder, or set Models:Directory to another one.", ErrorClass.Operator, e);
        }
    }

    private async Task<string> Bring(KnownModel model, string folder, IProgress<DownloadProgress> progress, CancellationToken ct)
    {
        var final = Path.Combine(folder, model.FileName);
        var incoming = Path.Combine(folder, Incoming);
        Directory.CreateDirectory(incoming);
        await using var only = await Lock(Path.Combine(incoming, model.FileName + ".lock"), ct);
        if (File.Exists(final)) return final;
        var address = host.AddressOf(model);
        log.ModelDownloading(model.Name, address);
        var whole = await Fetch(model, incoming, progress, ct);
        File.Move(whole, final);
        log.ModelReady(model.Name, final);
        return final;
    }

    /// <summary>The published one, or what the host announces; null: neither.</summary>
    public async Task<Checksum?> ChecksumOf(KnownModel model, CancellationToken ct) => model.Checksum ?? await host.Announced(model, ct);

    private async Task<string> Fetch(KnownModel model, string incoming, IProgress<DownloadProgress> progress, CancellationToken ct)
    {
        var checksum = await ChecksumOf(model, ct)
            ?? throw Wrong(model, "no checksum of it is known. Download it yourself and name its path in the settings.");
        var whole = await download.Run(
            host.Files, () => new HttpRequestMessage(HttpMethod.Get, host.AddressOf(model)), incoming, model.FileName, null, progress, ModelHost.Refusal, ct);
        if (await checksum.Fits(whole, ct)) return whole;
        File.Delete(whole);
        throw Wrong(model, $"what came has another checksum ({checksum.Algorithm.Name}) than the published one and was deleted. Try again; if it stays so, correct Models:BaseAddress.");
    }

    /// <summary>A worker and a person may want the same model at once: the second waits and finds it there.</summary>
    private async Task<FileStream> Lock(string path, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(LookForLock, time, ct);
            }
        }
    }

    private ModelFailureException Wrong(KnownModel model, string what) =>
        new($"The speech model {model.Name} could not be downloaded from {host.AddressOf(model).Host}: {what}", ErrorClass.Operator);

    private ModelFailureException Explain(KnownModel model, string folder, JobError error, Exception inner) => error.Class switch
    {
        ErrorClass.Local => new($"There is no room for the speech model {model.Name} ({model.Mebibytes} MiB) in {folder}: {error.Detail}. Make room; what came already is kept.", ErrorClass.Local, inner),
        ErrorClass.Transient => new(
            $"The speech model {model.Name} could not be downloaded from {host.AddressOf(model).Host}: {error.Sentence} What came already is kept; the next attempt goes on there.", ErrorClass.Transient, inner),
        _ => new($"The speech model {model.Name} could not be downloaded from {host.AddressOf(model).Host}: {error.Sentence}", ErrorClass.Operator, inner),
    };
}
