using System.Text.RegularExpressions;
using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.Egress;

/// <summary>How a child's error text shows that our proxy refused a connection: it stands in the reason phrase of the 403, which
/// yt-dlp (both for CONNECT and for plain http) and ffmpeg write out.</summary>
public static partial class EgressDenial
{
    public const string Mark = "pipeline-egress-denied";

    /// <summary>The refusal told in <paramref name="text"/>, or null.</summary>
    public static JobFailureException? Find(string text) =>
        Denied().Match(text) is { Success: true } m ? AddressPolicy.Refusal(m.Groups[1].Value) : null;

    [GeneratedRegex(Mark + @" ([A-Za-z0-9._:\[\]-]+?)[.:]?(?=[^A-Za-z0-9._:\[\]-]|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Denied();
}
