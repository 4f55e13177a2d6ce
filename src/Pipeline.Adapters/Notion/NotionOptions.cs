using System.Net;
using Pipeline.Core.Configuration;

namespace Pipeline.Adapters.Notion;

/// <summary>How Notion is reached. Section <c>Notion</c>.</summary>
public sealed class NotionOptions : ICheckedOptions
{
    public const string Section = "Notion";

    /// <summary>Where the API lives; plain http only on this machine, because the token goes with every call.</summary>
    public string BaseAddress { get; set; } = "https://api.notion.com/";

    /// <summary>The connection's secret (<c>ntn_…</c>), from the environment (PIPELINE_NOTION__TOKEN) or a secrets file. Empty: nothing is read from or
    /// written to Notion, and writes wait with that reason.</summary>
    public string Token { get; set; } = "";

    /// <summary>Value of the header Notion-Version; data sources, <c>position</c> and <c>in_trash</c> are those of 2026-03-11.</summary>
    public string Version { get; set; } = "2026-03-11";

    /// <summary>Calls per second on average over everything that uses the token, 0.1–100. Notion documents 3.</summary>
    public double RequestsPerSecond { get; set; } = 2.5;

    /// <summary>Calls that may go out at once after a quiet time, 1–100.</summary>
    public int Burst { get; set; } = 10;

    /// <summary>Longest wait for one answer, seconds, 1–300. Notion itself gives up after 60: a shorter wait leaves writes in doubt.</summary>
    public double TimeoutSeconds { get; set; } = 80;

    /// <summary>While Notion refuses the token: how often the settings are read again for another one and Notion is asked, seconds, 0.1–3600.</summary>
    public double TokenCheckSeconds { get; set; } = 15;

    /// <summary>Age at which a database's columns are read again, minutes, 0.1–1440.</summary>
    public double SchemaMaxAgeMinutes { get; set; } = 10;

    public IEnumerable<string> Problems()
    {
        if (!Uri.TryCreate(BaseAddress, UriKind.Absolute, out var address) || !IsSafe(address))
            yield return $"Notion:BaseAddress is \"{BaseAddress}\"; it must be an https address, or http on 127.0.0.1.";
        if (Token.Any(c => c is <= ' ' or > '~'))
            yield return "Notion:Token holds a space, a line end or a letter outside ASCII; copy it again from the connection's page.";
        if (string.IsNullOrWhiteSpace(Version)) yield return "Notion:Version is empty; leave it out to use 2026-03-11.";
        if (RequestsPerSecond is not (>= 0.1 and <= 100)) yield return $"Notion:RequestsPerSecond is {RequestsPerSecond}; it must be 0.1–100.";
        if (Burst is < 1 or > 100) yield return $"Notion:Burst is {Burst}; it must be 1–100.";
        if (TimeoutSeconds is not (>= 1 and <= 300)) yield return $"Notion:TimeoutSeconds is {TimeoutSeconds}; it must be 1–300.";
        if (TokenCheckSeconds is not (>= 0.1 and <= 3600)) yield return $"Notion:TokenCheckSeconds is {TokenCheckSeconds}; it must be 0.1–3600.";
        if (SchemaMaxAgeMinutes is not (>= 0.1 and <= 1440)) yield return $"Notion:SchemaMaxAgeMinutes is {SchemaMaxAgeMinutes}; it must be 0.1–1440.";
    }

    private static bool IsSafe(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps
        || (address.Scheme == Uri.UriSchemeHttp && (address.IsLoopback || (IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip))));
}
