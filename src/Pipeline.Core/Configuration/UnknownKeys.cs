using Microsoft.Extensions.Configuration;

namespace Pipeline.Core.Configuration;

/// <summary>Finds settings that no options class knows: mostly typing mistakes, which would otherwise be ignored in silence.</summary>
public static class UnknownKeys
{
    public static IEnumerable<string> Find(IConfigurationSection section, Type options)
    {
        var known = options.GetProperties().Where(p => p.CanWrite).ToDictionary(p => p.Name, p => p.PropertyType, StringComparer.OrdinalIgnoreCase);
        foreach (var child in section.GetChildren())
        {
            if (!known.TryGetValue(child.Key, out var type))
                yield return $"{child.Path} is not a setting.{Nearest(child.Key, known.Keys)}";
            else if (ItemOf(type) is { } item)
                foreach (var inner in child.GetChildren().SelectMany(named => Find(named, item))) yield return inner;
            else if (type.IsClass && type != typeof(string) && type.Namespace?.StartsWith("Pipeline", StringComparison.Ordinal) == true)
                foreach (var inner in Find(child, type)) yield return inner;
        }
    }

    /// <summary>Options of ours under names that the user chooses; null for other types.</summary>
    private static Type? ItemOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Dictionary<,>) && type.GetGenericArguments()[1] is { IsClass: true } item
        && item.Namespace?.StartsWith("Pipeline", StringComparison.Ordinal) == true ? item : null;

    /// <summary>" Did you mean X?" for the closest known key, or nothing when none is close.</summary>
    public static string Nearest(string key, IEnumerable<string> known)
    {
        var best = known.Select(k => (Key: k, Distance: Distance(key.ToUpperInvariant(), k.ToUpperInvariant()))).OrderBy(x => x.Distance).FirstOrDefault();
        return best.Key is null || best.Distance > Math.Max(2, key.Length / 3) ? "" : $" Did you mean {best.Key}?";
    }

    /// <summary>Levenshtein distance.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = row[j];
                row[j] = cost;
            }
        }

        return row[b.Length];
    }
}
