using Microsoft.Extensions.Options;
using Pipeline.Adapters.Storage;
using Pipeline.Core.Channels;
using Pipeline.Host.Configuration;

namespace Pipeline.Host.Cli;

/// <summary>What went wrong, for people: one line each on standard error, never folded, never a stack trace.</summary>
internal static class ErrorLines
{
    public static void Write(params IEnumerable<string> problems)
    {
        foreach (var problem in problems) Console.Error.WriteLine($"✖ {problem}");
    }

    /// <summary>The sentences of an exception that a mistake of set-up causes; null for surprises, whose stack trace is needed.</summary>
    public static IReadOnlyList<string>? Of(Exception e) => e switch
    {
        OptionsValidationException wrong => [.. wrong.Failures],
        // The host checks all sections before it says which are wrong.
        AggregateException several when several.InnerExceptions.All(i => Of(i) is not null) => [.. several.InnerExceptions.SelectMany(i => Of(i)!)],
        ChannelsFileException channels => channels.Problems,
        ConfigurationException or StorageException => [e.Message],
        // The file system names the path itself, except where it is standard output.
        IOException => [$"{e.Message.TrimEnd('.')}. Correct the path or make room there, then run this again."],
        UnauthorizedAccessException => [$"{e.Message} Run this as the worker's user, or give that user the file."],
        _ => null,
    };
}
