using Pipeline.Core.Jobs;
using Pipeline.Core.Running;

namespace Pipeline.Tests.Running;

public sealed class StageSlotsTests : IDisposable
{
    private readonly StageSlots _slots = new(new WorkerOptions { MaxTranscriptions = 1 });
    private readonly JobId _one = JobId.New(DateTimeOffset.UnixEpoch);
    private readonly JobId _other = JobId.New(DateTimeOffset.UnixEpoch);

    public void Dispose() => _slots.Dispose();

    [Fact]
    public async Task A_job_never_waits_for_itself_and_frees_its_slot_when_all_of_it_has_left()
    {
        var early = await Enter(_one);
        var stage = await Enter(_one);
        var waiting = Enter(_other);
        early!.Dispose();
        Assert.False(waiting.IsCompleted);
        stage!.Dispose();
        using var slot = await waiting;
        Assert.NotNull(slot);
        Assert.False(Enter(_one).IsCompleted);
    }

    [Fact]
    public async Task Other_stages_need_none()
    {
        using var slot = await Enter(_one);
        Assert.Null(await _slots.Enter(_other, JobStage.Upload, () => Task.CompletedTask, TestContext.Current.CancellationToken));
    }

    private Task<IDisposable?> Enter(JobId job) => _slots.Enter(job, JobStage.Transcribe, () => Task.CompletedTask, TestContext.Current.CancellationToken);
}
