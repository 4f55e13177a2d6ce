using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.Models;

/// <summary>A model could not be fetched; the message is for the operator, at a terminal or in the detail of a job's error.</summary>
/// <param name="turn">Operator: refused or wrong; local: no room; transient: network.</param>
public sealed class ModelFailureException(string message, ErrorClass turn, Exception? inner = null) : Exception(message, inner)
{
    public ErrorClass Turn { get; } = turn;
}
