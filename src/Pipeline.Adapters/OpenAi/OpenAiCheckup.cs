using Pipeline.Core.Checkups;

namespace Pipeline.Adapters.OpenAi;

/// <summary>Whether each remote engine answers and takes its key.</summary>
internal sealed class OpenAiCheckup(OpenAiOptions options, OpenAiClient client, TimeProvider time) : ICheckup
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(15);

    public string Area => "Remote engines";

    public async Task<IReadOnlyList<Finding>> Look(CancellationToken ct) => await Task.WhenAll(options.Engines.Select(e => Engine(e.Key, e.Value, ct)));

    private async Task<Finding> Engine(string name, RemoteEngine engine, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(TimeLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            await client.Models(engine, either.Token);
            return Finding.Ok(Area, name, "It answers and takes the key.");
        }
        catch (RemoteTroubleException e) when (e.Trouble == RemoteTrouble.Key)
        {
            return Finding.Problem(Area, name, $"It does not accept its key ({e.Message}).", $"Correct PIPELINE_OPENAI__ENGINES__{name.ToUpperInvariant()}__KEY or the secrets file.");
        }
        catch (RemoteTroubleException e) when (e.Trouble == RemoteTrouble.Refused)
        {
            // whisper-server has no list of models.
            return Finding.Ok(Area, name, "It answers.");
        }
        catch (Exception e) when (e is RemoteTroubleException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            var sentence = $"It does not answer: {(e is RemoteTroubleException ? e.Message : $"nothing within {TimeLimit.TotalSeconds:0} s")}.";
            return engine.FallbackToLocal
                ? Finding.Warning(Area, name, $"{sentence} The local engine stands in.", $"Look at that server, or correct OpenAi:Engines:{name}:BaseAddress.")
                : Finding.Problem(Area, name, sentence, $"Look at that server, or correct OpenAi:Engines:{name}:BaseAddress.");
        }
    }
}
