using System.Text;

namespace Pipeline.Tests.EndToEnd;

/// <summary>What Drive holds after a run that nobody killed: made once, to be compared with.</summary>
public sealed class UndisturbedRun
{
    internal Lazy<Task<IReadOnlyDictionary<string, byte[]>>> Files { get; } = new(async () =>
    {
        await using var world = await World.Create();
        await using var worker = await Start(world);
        var page = AddRow(world);
        await world.UntilWord(page, "Complete", 300);
        return FilesOf(world);
    });

    /// <summary>The bundled model, in pieces so short that a kill can fall between many.</summary>
    internal static Task<Worker> Start(World world) => world.StartWorker("--Whisper:PieceSeconds=20");

    internal static string AddRow(World world) => world.AddRow(world.Media("page/talk-en"));

    /// <summary>By name; the port of the Sandbox, another one in every world, taken out of the links.</summary>
    internal static IReadOnlyDictionary<string, byte[]> FilesOf(World world) => world.DriveFiles().ToDictionary(f => f.Name, f => Bytes(world, f.Id, f.Name));

    internal static bool IsText(string name) => Path.GetExtension(name) is ".txt" or ".srt" or ".vtt" or ".json" or ".md";

    internal static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);

    private static byte[] Bytes(World world, string id, string name)
    {
        using var content = world.Sandbox.Drive.OpenContent(id);
        using var all = new MemoryStream();
        content.CopyTo(all);
        return IsText(name) ? Encoding.UTF8.GetBytes(Text(all.ToArray()).Replace(world.Sandbox.BaseAddress.Authority, "sandbox", StringComparison.Ordinal)) : all.ToArray();
    }
}
