namespace Pipeline.Adapters.Models;

/// <summary>A model on disk.</summary>
/// <param name="Name">Without folder, <c>ggml-</c> and extension.</param>
public sealed record FoundModel(string Name, string Path, ModelPlace Place);
