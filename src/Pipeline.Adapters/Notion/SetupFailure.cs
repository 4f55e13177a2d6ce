namespace Pipeline.Adapters.Notion;

/// <summary>Refusals of set-up calls, as the sentences that the rest of the program knows.</summary>
internal static class SetupFailure
{
    /// <exception cref="Core.Jobs.JobFailureException">Notion refused.</exception>
    public static async Task AsFix<T>(this Task<T> call) => await call.AsSetup();

    /// <exception cref="Core.Jobs.JobFailureException">Notion refused.</exception>
    public static async Task<T> AsSetup<T>(this Task<T> call)
    {
        try
        {
            return await call;
        }
        catch (NotionException e)
        {
            throw e.ToJobFailure();
        }
    }
}
