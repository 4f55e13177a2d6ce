using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pipeline.Core.Board;
using Pipeline.Core.Running;
using Pipeline.Host.Configuration;
using Pipeline.Host.Scheduling;

namespace Pipeline.Tests.Conventions;

/// <summary>Hosted services start in the order of their registration and stop in the other: a firing that is recovered at the
/// start must find the egress proxy and the outbox's sender at work.</summary>
public sealed class StartOrderTests
{
    [Fact]
    public void The_queue_starts_after_everything_that_a_firing_needs()
    {
        var configuration = new ConfigurationBuilder().Build();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddPipeline(configuration).AddWorker(configuration);
        builder.AddScheduling(new WorkerOptions(), new QueueOptions(), new PollingOptions(), new RetryOptions());

        var hosted = builder.Services.Where(d => d.ServiceType == typeof(IHostedService)).ToList();
        var queue = hosted.FindIndex(d => Name(d).Contains("Quartz", StringComparison.Ordinal));

        Assert.True(queue > hosted.FindIndex(d => d.ImplementationType == typeof(BoardSender)), string.Join(", ", hosted.Select(Name)));
        Assert.True(queue > hosted.FindIndex(d => Name(d).Contains("Egress", StringComparison.Ordinal)), string.Join(", ", hosted.Select(Name)));
        Assert.Contains(hosted, d => Name(d).Contains("Egress", StringComparison.Ordinal));
    }

    private static string Name(ServiceDescriptor d) => (d.ImplementationType ?? d.ImplementationFactory?.Method.DeclaringType)?.FullName ?? "?";
}
