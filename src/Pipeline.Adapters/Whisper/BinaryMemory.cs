using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Pipeline.Adapters.Models;

namespace Pipeline.Adapters.Whisper;

/// <summary>Which build was the fastest for a model on this machine (engines.json in the model folder), so that a start need not
/// measure again. Another processor, model or build is another key.</summary>
internal sealed class BinaryMemory(ModelStore models)
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };
    private readonly string file = Path.Combine(models.Folder, "engines.json");
    private readonly Lock gate = new();

    public string? Recall(LocalModel model, IReadOnlyList<string> candidates)
    {
        lock (gate) return Read().GetValueOrDefault(Key(model, candidates));
    }

    public void Remember(LocalModel model, IReadOnlyList<string> candidates, string best)
    {
        lock (gate)
        {
            var all = Read();
            all[Key(model, candidates)] = best;
            Write(all);
        }
    }

    /// <summary>Forgets every choice of a build that turned out not to work.</summary>
    public void Forget(string binary)
    {
        lock (gate) Write(Read().Where(e => e.Value != binary).ToDictionary());
    }

    private Dictionary<string, string> Read()
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllBytes(file)) ?? [];
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return []; // not there yet, or spoilt: measured again
        }
    }

    private void Write(Dictionary<string, string> all)
    {
        Directory.CreateDirectory(models.Folder);
        File.WriteAllBytes(file + ".part", JsonSerializer.SerializeToUtf8Bytes(all, Json));
        File.Move(file + ".part", file, overwrite: true);
    }

    private static string Key(LocalModel model, IEnumerable<string> candidates)
    {
        var builds = candidates.Select(path => new FileInfo(path)).Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.FullName}|{f.Length}|{f.LastWriteTimeUtc.Ticks}"));
        var text = string.Join('\n', [Processor(), model.Sha256, .. builds]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }

    private static string Processor()
    {
        const string Info = "/proc/cpuinfo";
        return File.Exists(Info) ? string.Join('\n', File.ReadLines(Info).TakeWhile(l => l.Length > 0).Where(l => l.StartsWith("model name", StringComparison.Ordinal) || l.StartsWith("flags", StringComparison.Ordinal))) : "";
    }
}
