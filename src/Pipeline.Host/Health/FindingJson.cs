using Pipeline.Core.Checkups;

namespace Pipeline.Host.Health;

/// <summary>A finding as it goes to machines: <c>doctor --json</c> and <c>GET /health/details</c>.</summary>
internal static class FindingJson
{
    public static object Of(Finding f) => new
    {
        area = f.Area,
        subject = f.Subject,
        level = f.Level.ToString().ToLowerInvariant(),
        sentence = f.Sentence,
        repair = f.Repair,
        fixable = f.Fixable,
    };
}
