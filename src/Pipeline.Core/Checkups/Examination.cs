using Microsoft.Extensions.Options;
using Pipeline.Core.Jobs;

namespace Pipeline.Core.Checkups;

/// <summary>Runs all check-ups. One that breaks or hangs is a finding of its own and holds back no other.</summary>
public sealed class Examination(IEnumerable<ICheckup> checkups, TimeProvider time)
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(2);

    /// <param name="fix">Repair what can be repaired without a person, and look again.</param>
    public async Task<CheckupReport> Run(bool fix, CancellationToken ct)
    {
        var (findings, repaired) = (new List<Finding>(), new List<string>());
        foreach (var checkup in checkups)
        {
            var found = await Look(checkup, ct);
            if (fix && found.Any(f => f.Fixable))
            {
                var failed = await Fix(found, repaired, ct);
                found = [.. await Look(checkup, ct), .. failed];
            }

            findings.AddRange(found);
        }

        return new CheckupReport(time.GetUtcNow(), findings, repaired);
    }

    private static async Task<IReadOnlyList<Finding>> Fix(IReadOnlyList<Finding> found, List<string> repaired, CancellationToken ct)
    {
        var failed = new List<Finding>();
        foreach (var finding in found.Where(f => f.Fixable))
        {
            try
            {
                await finding.Fix!(ct);
                repaired.Add($"{finding.Area}: {finding.Subject}");
            }
            catch (JobFailureException e)
            {
                failed.Add(Finding.Problem(finding.Area, finding.Subject, "It could not be repaired: " + e.Error.Sentence, finding.Repair!));
            }
        }

        return failed;
    }

    private async Task<IReadOnlyList<Finding>> Look(ICheckup checkup, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(TimeLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            return await checkup.Look(either.Token);
        }
        catch (JobFailureException e)
        {
            return [Finding.Problem(checkup.Area, e.Error.Code, e.Error.Sentence, "The sentence says it.")];
        }
        catch (OptionsValidationException e)
        {
            return [.. e.Failures.Select(f => Finding.Problem(checkup.Area, "settings", f, "Correct the setting that the sentence names."))];
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return [Finding.Problem(checkup.Area, "answer", $"There was no answer within {TimeLimit.TotalMinutes:0} minutes.", "Look at the network and at the machine's load, then run `pipeline doctor` again.")];
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return [Finding.Problem(checkup.Area, "check-up", $"The check-up itself failed: {e.GetType().Name}: {e.Message}", "This is a fault of Pipeline: please report it with the line above.")];
        }
    }
}
