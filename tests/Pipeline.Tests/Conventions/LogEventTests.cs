using System.Reflection;
using Microsoft.Extensions.Logging;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Conventions;

public sealed class LogEventTests
{
    /// <summary>An event that names no id gets one from its method's name, so two of the same name would share it.</summary>
    [Fact]
    public void Every_log_event_has_an_id_of_its_own()
    {
        var events = from assembly in ProductAssemblies.All
                     from type in assembly.GetTypes()
                     from method in type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                     let attribute = method.GetCustomAttribute<LoggerMessageAttribute>()
                     where attribute is not null
                     select (Id: attribute.EventId == -1 ? method.Name : $"{attribute.EventId}", Name: $"{type.Name}.{method.Name}");
        var all = events.ToList();
        Assert.NotEmpty(all);
        Assert.Empty(all.GroupBy(e => e.Id).Where(g => g.Count() > 1).Select(g => $"{g.Key}: {string.Join(", ", g.Select(e => e.Name))}"));
    }
}
