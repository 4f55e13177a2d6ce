using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Pipeline.Adapters.Processes;
using Pipeline.Core.Checkups;
using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.Whisper;

/// <summary>The processor, both models with their checksums, and the engine: it is really started, because only then a binary for another
/// processor (exit code 132), a broken model (3) or another version (0) shows (whisper-engine.md §2).</summary>
internal sealed class WhisperCheckup(ProcessRunner runner, HttpClient http, WhisperOptions options, ModelFile model, ModelFile detector, TimeProvider time) : ICheckup
{
    /// <summary>A larger model is not loaded a second time beside the one at work: its memory may not be there.</summary>
    private const long LargestStarted = 1L << 30;

    public string Area => "Whisper";

    public async Task<IReadOnlyList<Finding>> Look(CancellationToken ct)
    {
        List<Finding> findings = [Processor(), Model(model, options.ModelPath, nameof(WhisperOptions.ModelPath)), Model(detector, options.VadModelPath, nameof(WhisperOptions.VadModelPath))];
        findings.Add(await Tool(options.VadPath, nameof(WhisperOptions.VadPath), ct));
        findings.Add(findings[1].Level == FindingLevel.Problem || new FileInfo(model.Locate()).Length > LargestStarted
            ? await Tool(options.ServerPath, nameof(WhisperOptions.ServerPath), ct)
            : await Engine(ct));
        return findings;
    }

    /// <summary>The build of eng/whisper.sh needs what x86-64-v3 has; on arm64 there is one kind.</summary>
    private Finding Processor()
    {
        var cores = Environment.ProcessorCount;
        var sentence = $"{RuntimeInformation.ProcessArchitecture}, {cores} cores, {options.EffectiveThreads} threads for a piece.";
        if (RuntimeInformation.ProcessArchitecture == Architecture.X64 && !(Avx2.IsSupported && Fma.IsSupported && Bmi2.IsSupported))
            return Finding.Warning(Area, "processor", $"{sentence} It lacks AVX2, FMA or BMI2, which the usual build of the engine needs.", "Build the engine on this machine with `make setup`, or set Whisper:ServerPath to a build without AVX2.");
        return options.EffectiveThreads > cores
            ? Finding.Warning(Area, "processor", $"{sentence} More threads than cores make it slower.", $"Set Whisper:Threads to {cores} or to 0.")
            : Finding.Ok(Area, "processor", sentence);
    }

    private Finding Model(ModelFile file, string configured, string setting)
    {
        var subject = $"model {file.Name}";
        try
        {
            var hash = file.Sha256();
            if (!BundledModels.Sha256.TryGetValue(Path.GetFileName(configured), out var expected))
                return Finding.Ok(Area, subject, $"{file.Locate()}, sha256 {hash}: not one of ours, so compare it with its publisher's.");
            return hash == expected
                ? Finding.Ok(Area, subject, $"{file.Locate()}, checksum as published.")
                : Finding.Problem(Area, subject, $"{file.Locate()} is damaged: its sha256 is {hash}, not {expected}.", "Fetch the file again: `git checkout assets/models`, or copy it from the release.");
        }
        catch (JobFailureException e)
        {
            return Finding.Problem(Area, subject, e.Error.Sentence, $"Put the file there, or set Whisper:{setting}.");
        }
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

    private async Task<Finding> Engine(CancellationToken ct)
    {
        var subject = Path.GetFileName(options.ServerPath);
        var began = time.GetTimestamp();
        try
        {
            await using var process = await WhisperProcess.Start(runner, http, time, options, model.Locate(), ct);
            return Finding.Ok(Area, subject, FormattableString.Invariant($"It starts on this processor and has read its model after {time.GetElapsedTime(began).TotalSeconds:0.0} s."));
        }
        catch (JobFailureException e)
        {
            return Finding.Problem(Area, subject, e.Error.Sentence, "`make setup` builds it on this machine; or set Whisper:ServerPath.");
        }
        catch (EngineLostException e)
        {
            return Finding.Problem(Area, subject, $"The engine did not come up: {e.Message}.", "Look at the free memory, or choose a smaller model with Whisper:ModelPath.");
        }
    }
}
