using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.Egress;

/// <summary>The sentence for a file that is larger than this installation takes.</summary>
public static class FileLimit
{
    public static JobFailureException TooLarge(long maxBytes) => new(
        ErrorClass.Permanent,
        "too-large",
        $"The video is larger than this installation takes ({maxBytes / 1e9:0.##} GB). Put the link of a smaller version there, or ask the operator to raise the limit (Egress:MaxFileBytes), then set the row back.");
}
