namespace Pipeline.Core.Jobs;

/// <summary>Why a job (or one attempt of it) failed.</summary>
/// <param name="Class">Decides what happens next.</param>
/// <param name="Code">Stable word for machines, kebab-case, such as <c>http-404</c> or <c>disk-full</c>.</param>
/// <param name="Sentence">What a team member reads in the row. Where a person's turn is: what happened, who does what, "then set the row
/// back" (each channel has its own way to do that). Where the worker tries again by itself: only what happened. Never a secret, never a stack trace.</param>
/// <param name="Detail">Technical text for the operator (last stderr lines, server's answer); may be null.</param>
public sealed record JobError(ErrorClass Class, string Code, string Sentence, string? Detail = null)
{
    /// <summary>True where our own schedule may try again without a person.</summary>
    public bool IsRetryable => Class is ErrorClass.Transient or ErrorClass.SiteBlocked or ErrorClass.NotYet or ErrorClass.Local;
}
