using System.ComponentModel;
using Microsoft.Extensions.Configuration;

namespace Pipeline.Core.Configuration;

/// <summary>Finds settings whose text is no value of their kind: "many" where a number belongs.</summary>
internal static class UnreadableValues
{
    public static IEnumerable<string> Find(IConfigurationSection section, Type options) =>
        from property in options.GetProperties()
        where property.CanWrite
        let text = section[property.Name]
        where text is not null && !Fits(text, property.PropertyType)
        select $"{section.Path}:{property.Name} is '{text}'; it must be {Kind(property.PropertyType)}.";

    private static bool Fits(string text, Type type)
    {
        try
        {
            var converter = TypeDescriptor.GetConverter(type);
            return !converter.CanConvertFrom(typeof(string)) || converter.ConvertFromInvariantString(text) is not null;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or NotSupportedException)
        {
            return false;
        }
    }

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "one of " + string.Join(", ", Enum.GetNames(type)),
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(int) || type == typeof(long) => "a whole number",
        _ => "a number",
    };
}
