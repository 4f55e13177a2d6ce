namespace Pipeline.Adapters.Processes;

/// <summary>Writes the standard input of a tool.</summary>
/// <param name="stop">Cancelled when the tool is gone.</param>
public delegate Task ToolInput(Stream tool, CancellationToken stop);
