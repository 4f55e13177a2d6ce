using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Pipeline.Adapters.Models;
using Pipeline.Adapters.Processes;
using Pipeline.Core.Checkups;
using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.Whisper;

/// <summary>The processor, both models with their checksums, and the engine: it is really started, because only then a binary for another
/// processor (exit code 132), a broken model (3) or another version (0) shows (whisper-engine.md §2).</summary>
internal sealed class WhisperCheckup(ProcessRunner runner, WhisperLauncher launcher, WhisperOptions options, EnginePlan plan, ModelStore models, TimeProvider time) : ICheckup
{
    /// <summary>A larger model is not loaded a second time beside the one at work: its memory may not be there.</summary>
    private const long LargestStarted = 1L << 30;

    public string Area => "Whisper";

    public async Task<IReadOnlyList<Finding>> Look(CancellationToken ct)
    {
        List<Finding> findings = [Processor(), await Model(options.Model, nameof(WhisperOptions.Model), ct), await Model(options.VadModel, nameof(WhisperOptions.VadModel), ct)];
        findings.Add(await Tool(options.VadPath, nameof(WhisperOptions.VadPath), ct));
        var model = findings[1].Level == FindingLevel.Problem ? null : models.Find(options.Model);
        var builds = options.ServerPaths.Where(p => ToolPath.Find(p) is not null).DefaultIfEmpty(options.ServerPaths[^1]);
        foreach (var build in builds)
        {
            findings.Add(model is null || new FileInfo(model.Path).Length > LargestStarted
                ? await Tool(build, nameof(WhisperOptions.ServerPath), ct)
                : await Engine(build, model, ct));
        }

        return findings;
    }

    /// <summary>The build of eng/whisper.sh needs what x86-64-v3 has; on arm64 there is one kind.</summary>
    private Finding Processor()
    {
        var (cores, threads) = (Environment.ProcessorCount, plan.Servers * plan.Threads);
        var sentence = $"{RuntimeInformation.ProcessArchitecture}, {cores} cores, engines: {plan.Servers}, threads of each: {plan.Threads}.";
        if (RuntimeInformation.ProcessArchitecture == Architecture.X64 && !(Avx2.IsSupported && Fma.IsSupported && Bmi2.IsSupported))
            return Finding.Warning(Area, "processor", $"{sentence} It lacks AVX2, FMA or BMI2, which the usual build of the engine needs.", "Build the engine on this machine with `make setup`, or set Whisper:ServerPath to a build without AVX2.");
        return threads > cores
            ? Finding.Warning(Area, "processor", $"{sentence} More threads than cores make them slower.", $"Set Whisper:Threads to 0, or Whisper:Servers to {Math.Max(1, cores / plan.Threads)}.")
            : Finding.Ok(Area, "processor", sentence);
    }

    private async Task<Finding> Model(string wanted, string setting, CancellationToken ct)
    {
        if (models.Find(wanted) is not { } found)
            return Finding.Problem(Area, $"model {wanted}", $"The speech model {wanted} is not there.", $"`pipeline models pull {wanted}` fetches it; or set Whisper:{setting}.");
        var (subject, hash) = ($"model {found.Name}", await models.Sha256(found, ct));
        if (ModelCatalog.Find(found.Name)?.Checksum is not { } expected) return Finding.Ok(Area, subject, $"{found.Path}, sha256 {hash}: not one of ours, so compare it with its publisher's.");
        return await expected.Fits(found.Path, ct)
            ? Finding.Ok(Area, subject, $"{found.Path}, checksum as published.")
            : Finding.Problem(Area, subject, $"{found.Path} is damaged: its sha256 is {hash}; {expected.Hex} ({expected.Algorithm.Name}) is published.", "Fetch the file again: delete it and `pipeline models pull`; a bundled one comes back with `git checkout assets/models`.");
    }

    private async Task<Finding> Tool(string path, string setting, CancellationToken ct)
    {
        var repair = $"`make setup` builds it; or set Whisper:{setting} to where it is.";
        try
        {
            var result = await runner.Run(new ToolCommand(path, ["--help"]) { TimeLimit = TimeSpan.FromSeconds(20) }, ct: ct);
            return result.ExitCode == 0
                ? Finding.Ok(Area, Path.GetFileName(path), "It is there and runs.")
                : Finding.Problem(Area, Path.GetFileName(path), $"{path} --help ends with exit code {result.ExitCode}{(result.ExitCode == 132 ? ": it was built for another processor" : "")}.", repair);
        }
        catch (JobFailureException e)
        {
            return Finding.Problem(Area, Path.GetFileName(path), e.Error.Sentence, repair);
        }
    }

    private async Task<Finding> Engine(string build, FoundModel model, CancellationToken ct)
    {
        var subject = Path.GetFileName(build);
        var began = time.GetTimestamp();
        try
        {
            await using var process = await launcher.Start(build, model.Path, ct);
            return Finding.Ok(Area, subject, FormattableString.Invariant($"It starts on this processor and has read its model after {time.GetElapsedTime(began).TotalSeconds:0.0} s."));
        }
        catch (WrongBinaryException e)
        {
            return Finding.Problem(Area, subject, $"{e.Message}.", "`make setup` builds it on this machine; or take it out of Whisper:ServerPath.");
        }
        catch (JobFailureException e)
        {
            return Finding.Problem(Area, subject, e.Error.Sentence, "`make setup` builds it on this machine; or set Whisper:ServerPath.");
        }
        catch (EngineLostException e)
        {
            return Finding.Problem(Area, subject, $"The engine did not come up: {e.Message}.", "Look at the free memory, or choose a smaller model with Whisper:Model.");
        }
    }
}
