namespace Pipeline.Core.Channels;

/// <summary>The words that go into the status column. The defaults are the users' contract; a channel may map each to its own.</summary>
public sealed record StatusWords
{
    public string Processing { get; init; } = "Processing";
    public string Downloading { get; init; } = "Downloading";
    public string Transcribing { get; init; } = "Transcribing";
    public string Uploading { get; init; } = "Uploading to Drive";
    public string Complete { get; init; } = "Complete";
    public string Error { get; init; } = "Error";

    public IReadOnlyList<string> All => [Processing, Downloading, Transcribing, Uploading, Complete, Error];
}
