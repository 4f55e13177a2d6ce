namespace Pipeline.Adapters.OpenAi;

/// <summary>One remote engine (<c>OpenAi:Engines:NAME</c>).</summary>
public sealed class RemoteEngine
{
    /// <summary>Root of the protocol, with a slash at its end: <c>https://api.openai.com/v1/</c>.</summary>
    public string BaseAddress { get; set; } = "";

    /// <summary>Secret, sent as bearer token; empty: none is sent. From the environment or the secrets file only, never logged.</summary>
    public string Key { get; set; } = "";

    /// <summary>Model, unless the channel names one.</summary>
    public string Model { get; set; } = "";

    /// <summary>MiB that one request's sound may have; larger pieces are cut.</summary>
    public double MaxMiB { get; set; } = 25;

    /// <summary>Price of a minute of sound, in the currency of your bill; for the statistics.</summary>
    public double PricePerMinute { get; set; }

    /// <summary>Whether the local engine stands in while this one is away.</summary>
    public bool FallbackToLocal { get; set; } = true;

    /// <summary>Further form fields, sent as they are unless a request has one of that name itself.</summary>
    public Dictionary<string, string> Fields { get; set; } = [];

    internal IEnumerable<string> Problems()
    {
        if (!Uri.TryCreate(BaseAddress, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || !BaseAddress.EndsWith('/'))
            yield return $"BaseAddress is '{BaseAddress}'; it must be an http or https address with a slash at its end, such as https://api.openai.com/v1/.";
        else if (Key.Length > 0 && address.Scheme == "http" && !address.IsLoopback)
            yield return "BaseAddress is plain http, which would show the key to the network; use https.";
        if (string.IsNullOrWhiteSpace(Model)) yield return "Model is empty; name the model of that server.";
        if (!(MaxMiB is >= 0.5 and <= 2000)) yield return $"MaxMiB is {MaxMiB}; allowed is 0.5 to 2000.";
        if (!(PricePerMinute >= 0)) yield return $"PricePerMinute is {PricePerMinute}; it must be 0 or more.";
    }
}
