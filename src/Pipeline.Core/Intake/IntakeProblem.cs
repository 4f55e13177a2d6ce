namespace Pipeline.Core.Intake;

/// <summary>Why a request is refused.</summary>
/// <param name="Field">The webhook's name of the field.</param>
/// <param name="Type">FastAPI's word for the kind of mistake: <c>missing</c>, <c>value_error</c>.</param>
public sealed record IntakeProblem(string Field, string Message, string Type = "value_error");
