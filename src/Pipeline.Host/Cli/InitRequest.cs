using Pipeline.Core.Intake;

namespace Pipeline.Host.Cli;

/// <summary>What somebody asked <c>pipeline init</c> for.</summary>
/// <param name="Word">The status word that asks for processing.</param>
/// <param name="Existing">Null: asked on a terminal, else only new rows.</param>
internal sealed record InitRequest(string? Page, string? Database, string Channel, string Title, string Word, ExistingRows? Existing);
