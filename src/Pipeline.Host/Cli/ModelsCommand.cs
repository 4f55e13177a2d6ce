using System.CommandLine;
using Pipeline.Adapters.Egress;
using Pipeline.Adapters.Models;
using Pipeline.Core.Jobs;
using Pipeline.Host.Configuration;

namespace Pipeline.Host.Cli;

/// <summary><c>pipeline models list|pull|verify</c>: speech models of this machine.</summary>
internal static class ModelsCommand
{
    public static Command Create(string[] settings)
    {
        var command = new Command("models", "Speech models: what is there, fetch one, check them.");
        command.Subcommands.Add(List(settings));
        command.Subcommands.Add(Pull(settings));
        command.Subcommands.Add(Verify(settings));
        return command;
    }

    private static Command List(string[] settings)
    {
        var command = new Command("list", "Every model that has a name, and where it lies.");
        command.SetAction((_, ct) => With(settings, (store, _) => Task.FromResult(ModelTable.Show(store)), ct));
        return command;
    }

    private static Command Pull(string[] settings)
    {
        var names = new Argument<string[]>("NAME") { Description = "Model, such as small-q5_1 or large-v3-turbo.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("pull", "Fetch models into the model folder; a broken download is continued.") { names };
        command.SetAction((parse, ct) => With(settings, (store, token) => ModelPull.Run(store, parse.GetValue(names)!, token), ct));
        return command;
    }

    private static Command Verify(string[] settings)
    {
        var names = new Argument<string[]>("NAME") { Description = "Models; none: all that are there.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("verify", "Compare models with their published checksums.") { names };
        command.SetAction((parse, ct) => With(settings, (store, token) => ModelVerify.Run(store, parse.GetValue(names) ?? [], token), ct));
        return command;
    }

    /// <returns>What <paramref name="act"/> returns, 1 after a failure, 130 after Ctrl-C.</returns>
    private static async Task<int> With(string[] settings, Func<ModelStore, CancellationToken, Task<int>> act, CancellationToken ct)
    {
        var configuration = ConfigurationSources.Build(settings);
        await using var services = new ServiceCollection().AddLogging().AddPipeline(configuration).AddEgress(configuration).AddModels(configuration).BuildServiceProvider();
        try
        {
            return await act(services.GetRequiredService<ModelStore>(), ct);
        }
        catch (Exception e) when (e is ModelFailureException or JobFailureException)
        {
            ErrorLines.Write(e.Message);
            return 1;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            ErrorLines.Write("Stopped. The same command goes on where it was.");
            return 130;
        }
    }
}
