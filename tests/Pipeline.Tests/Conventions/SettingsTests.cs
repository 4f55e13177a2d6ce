using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Pipeline.Core.Configuration;
using Pipeline.Host.Configuration;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Conventions;

/// <summary>appsettings.json lists every option of every folder with its default: what stands there is what happens without it.</summary>
public sealed partial class SettingsTests
{
    private static readonly Type[] OptionsClasses =
        [.. ProductAssemblies.All.SelectMany(a => a.GetTypes()).Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(ICheckedOptions)))];

    [Fact]
    public void Every_option_is_listed_and_nothing_else()
    {
        var expected = OptionsClasses.SelectMany(t => Keys(t, SectionOf(t))).Except(ConfigurationSources.Secrets);
        Assert.Equal(expected.Order(StringComparer.Ordinal), SettingsFile.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_listed_value_is_the_default()
    {
        var different = from type in OptionsClasses
                        from difference in Differences(SectionOf(type), Activator.CreateInstance(type)!, Bound(type))
                        select difference;
        Assert.Empty(different);
    }

    /// <summary>The settings as they are delivered start a worker, but for what only the user knows.</summary>
    [Fact]
    public void No_listed_key_is_refused()
    {
        var unknown = OptionsClasses.SelectMany(t => UnknownKeys.Find(SettingsFile.Configuration.GetSection(SectionOf(t)), t));
        Assert.Empty(unknown);
    }

    [Fact]
    public void Every_listed_option_has_a_comment() => Assert.Empty(SettingsFile.LinesWithoutComment());

    [Fact]
    public void Secrets_are_named_in_a_comment_and_have_no_key()
    {
        Assert.Empty(SettingsFile.Keys.Intersect(ConfigurationSources.Secrets, StringComparer.OrdinalIgnoreCase));
        foreach (var secret in ConfigurationSources.Secrets)
            Assert.Matches($@"// .*\bPIPELINE_{Regex.Escape(secret.Replace(":", "__", StringComparison.Ordinal).ToUpperInvariant())}\b", SettingsFile.Text);
    }

    /// <summary>The section is the class's name without "Options", so that a person finds the one from the other.</summary>
    [Fact]
    public void Every_options_class_is_bound_to_the_section_of_its_name()
    {
        var bound = RepositoryFiles.Sources("src").SelectMany(f => f.Lines).SelectMany(l => Registration().Matches(l))
            .Select(m => (Class: m.Groups[1].Value, Section: m.Groups[2].Success ? m.Groups[2].Value : SectionConstant(m.Groups[3].Value))).ToList();
        Assert.All(bound, b => Assert.Equal(b.Class, b.Section + "Options"));
        Assert.Equal(OptionsClasses.Select(t => t.Name).Order(StringComparer.Ordinal), bound.Select(b => b.Class).Distinct().Order(StringComparer.Ordinal));
    }

    private static string SectionOf(Type options) => options.Name[..^"Options".Length];

    private static object Bound(Type options) => SettingsFile.Configuration.GetSection(SectionOf(options)).Get(options) ?? Activator.CreateInstance(options)!;

    private static string? SectionConstant(string className) =>
        OptionsClasses.FirstOrDefault(t => t.Name == className)?.GetField("Section")?.GetRawConstantValue() as string;

    private static IEnumerable<PropertyInfo> Settable(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite);

    private static bool IsNested(Type type) => type.IsClass && type.Namespace?.StartsWith("Pipeline", StringComparison.Ordinal) == true;

    private static IEnumerable<string> Keys(Type type, string path) => Settable(type)
        .SelectMany(p => IsNested(p.PropertyType) ? Keys(p.PropertyType, $"{path}:{p.Name}") : [$"{path}:{p.Name}"]);

    private static IEnumerable<string> Differences(string path, object standard, object listed)
    {
        foreach (var property in Settable(standard.GetType()))
        {
            var (expected, actual) = (property.GetValue(standard), property.GetValue(listed));
            if (IsNested(property.PropertyType) && expected is not null && actual is not null)
            {
                foreach (var inner in Differences($"{path}:{property.Name}", expected, actual)) yield return inner;
            }
            else if (Written(expected) != Written(actual))
            {
                yield return $"{path}:{property.Name} is {Written(expected)} in the class and {Written(actual)} in {SettingsFile.Name}";
            }
        }
    }

    /// <summary>Lists compare by their items.</summary>
    private static string Written(object? value) => JsonSerializer.Serialize(value, value?.GetType() ?? typeof(object));

    [GeneratedRegex(@"AddCheckedOptions<(\w+)>\(\w+, (?:""(\w+)""|(\w+)\.Section)\)")]
    private static partial Regex Registration();
}
