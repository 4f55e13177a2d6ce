using Pipeline.Core.Jobs;
using Pipeline.Core.Running;
using Pipeline.Host.Configuration;
using Quartz;

namespace Pipeline.Host.Scheduling;

/// <summary>Quartz on our own SQLite file, with our connections (WAL, busy_timeout, synchronous=NORMAL).</summary>
public static class SchedulingRegistration
{
    public static void AddScheduling(this WebApplicationBuilder builder, WorkerOptions worker, QueueOptions queue, PollingOptions polling, RetryOptions retry)
    {
        CheckCron(retry.SweepCron);
        builder.Services.AddQuartz(q =>
        {
            q.ConfigureScheduler(s =>
            {
                s.InstanceName = "videos";
                s.InstanceId = queue.Node;
                s.IdleWaitTime = TimeSpan.FromSeconds(queue.IdleWaitSeconds);
                s.ShutdownJobInterruption = ShutdownJobInterruption.Always;
            });
            q.UseDefaultThreadPool(maxConcurrency: worker.MaxVideos + 6);
            q.UseExecutionLimits(l => l.ForGroup(VideoQueue.ExecutionGroup, worker.MaxVideos));
            q.UsePersistentStore(s =>
            {
                s.ProvisionSchema();
                s.ConfigureStore(o => o.RecoverFiringsCancelledByShutdown = true);
                s.UseSqlite(o => o.UseRegisteredDataSource = true);
            });
            q.ScheduleJob<ReconcileTick>(t => t.WithIdentity("reconcile", "sys").WithSimpleSchedule(TimeSpan.FromSeconds(queue.ReconcileSeconds)));
            q.ScheduleJob<SweepTick>(t => t.WithIdentity("sweep", "sys").WithCronSchedule(retry.SweepCron, c => c.InTimeZone(TimeZoneInfo.Utc)));
            q.ScheduleJob<PositionTick>(t => t.WithIdentity("positions", "sys").WithSimpleSchedule(TimeSpan.FromSeconds(queue.PositionSeconds)));
            // Whether it is enabled, the tick asks: a trigger of an earlier start stays in the database and would go on ringing.
            q.ScheduleJob<PollTick>(t => t.WithIdentity(PollTick.Name, "sys").WithSimpleSchedule(TimeSpan.FromSeconds(polling.Seconds)));
        });
        builder.AddQuartzHostedService(o => o.WaitForJobsToComplete = true);
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(20));
        builder.Services.AddSingleton<IJobScheduler, VideoQueue>().AddSingleton<PollPlan>().AddSingleton<LookDepth>().AddHostedService<WakeBell>();
    }

    private static void CheckCron(string text)
    {
        try
        {
            _ = new CronExpression(text);
        }
        catch (FormatException e)
        {
            throw new ConfigurationException($"Retry:SweepCron is '{text}', which is no Quartz cron expression: {e.Message} Six fields, seconds first; every hour: 0 0 * * * ?");
        }
    }
}
