using System.Reflection;
using Pipeline.Adapters.Storage;
using Pipeline.Core.Jobs;
using Pipeline.Host.Api;

namespace Pipeline.Tests.Support;

/// <summary>Core, Adapters and Host.</summary>
public static class ProductAssemblies
{
    public static IReadOnlyList<Assembly> All { get; } = [typeof(JobTransitions).Assembly, typeof(StorageOptions).Assembly, typeof(ApiOptions).Assembly];
}
