namespace Pipeline.Core.Jobs;

/// <summary>An expected failure on its way from an adapter to <c>JobRunner</c>, which turns it into an outcome.
/// Anything else that is thrown counts as a surprise: class transient, code <c>unexpected</c>.</summary>
public sealed class JobFailureException : Exception
{
    public JobFailureException(JobError error, Exception? inner = null)
        : base(error.Sentence, inner) => Error = error;

    public JobFailureException(ErrorClass @class, string code, string sentence, string? detail = null, Exception? inner = null)
        : this(new JobError(@class, code, sentence, detail), inner)
    {
    }

    public JobError Error { get; }
}
