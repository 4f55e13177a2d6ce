using Microsoft.Data.Sqlite;
using Pipeline.Core.Jobs;

namespace Pipeline.Tests.Storage;

/// <summary>What the database itself refuses, whoever asks.</summary>
public sealed class SqliteConstraintTests() : StorageSpec(TestStorage.Sqlite)
{
    public static TheoryData<JobStatus, JobStatus> EveryPair()
    {
        var pairs = new TheoryData<JobStatus, JobStatus>();
        foreach (var from in Enum.GetValues<JobStatus>())
            foreach (var to in Enum.GetValues<JobStatus>()) pairs.Add(from, to);
        return pairs;
    }

    [Theory]
    [MemberData(nameof(EveryPair))]
    public async Task The_trigger_and_the_table_of_transitions_agree(JobStatus from, JobStatus to)
    {
        var job = await InsertIn(from);

        var allowedByDatabase = await Accepts(
            "update jobs set status = @To, claim = @Claim, ended_at = @EndedAt where id = @Id",
            new
            {
                To = to.ToString(),
                Claim = to == JobStatus.Running ? "c" : null,
                EndedAt = JobTransitions.IsOpen(to) ? (long?)null : 1,
                Id = job.Id.ToString(),
            });

        Assert.Equal(JobTransitions.All.Any(t => t.From == from && t.To == to), allowedByDatabase);
    }

    [Theory]
    [InlineData("status = 'Running'")]
    [InlineData("claim = 'c'")]
    [InlineData("ended_at = 1")]
    [InlineData("status = 'Cancelled'")]
    [InlineData("status = 'Sleeping'")]
    [InlineData("stage = 'Dream'")]
    [InlineData("progress = 100.5")]
    [InlineData("progress = -1")]
    [InlineData("attempt = -1")]
    [InlineData("priority = 21")]
    [InlineData("error_code = 'x'")]
    [InlineData("accepted_at = 'yesterday'")]
    public async Task A_row_that_contradicts_itself_is_refused(string assignment)
    {
        await Insert();

        Assert.False(await Accepts($"update jobs set {assignment}", null));
    }

    [Fact]
    public async Task A_job_whose_writes_have_not_arrived_cannot_be_deleted()
    {
        var job = await InsertRunning();
        await Db.Jobs.QueuePublish(job.Id, Run, [Word("Complete")], null, Ct);

        Assert.False(await Accepts("delete from jobs", null));
    }

    private async Task<bool> Accepts(string sql, object? parameters)
    {
        try
        {
            await Db.Execute(sql, parameters);
            return true;
        }
        catch (SqliteException e) when (e.SqliteErrorCode == 19)
        {
            return false;
        }
    }
}
