using System.Globalization;

namespace Pipeline.Sandbox;

/// <summary>Reads <c>--port N --seed --token T --media DIR --address-file FILE</c>.</summary>
internal static class SandboxCommandLine
{
    private const string Usage = "usage: Pipeline.Sandbox [--port N] [--seed] [--token TOKEN] [--media DIRECTORY] [--address-file FILE]";

    /// <exception cref="ArgumentException">An unknown word, or a value is missing or unusable; the message says which.</exception>
    public static SandboxOptions Parse(IReadOnlyList<string> args)
    {
        var defaults = new SandboxOptions();
        var (port, seed, token, media, addressFile) = (defaults.Port, false, defaults.NotionToken, defaults.MediaDirectory, (string?)null);
        for (var i = 0; i < args.Count; i++)
        {
            switch (args[i])
            {
                case "--port": port = ParsePort(Next(args, ref i)); break;
                case "--seed": seed = true; break;
                case "--token": token = Next(args, ref i); break;
                case "--media": media = Next(args, ref i); break;
                case "--address-file": addressFile = Next(args, ref i); break;
                default: throw new ArgumentException($"{args[i]} is not an option. {Usage}");
            }
        }

        return new SandboxOptions { Port = port, Seed = seed, NotionToken = token, MediaDirectory = media, AddressFile = addressFile };
    }

    private static string Next(IReadOnlyList<string> args, ref int i) =>
        ++i < args.Count ? args[i] : throw new ArgumentException($"{args[i - 1]} needs a value. {Usage}");

    private static int ParsePort(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535
            ? port
            : throw new ArgumentException($"--port {text}: a port is a number from 0 to 65535. {Usage}");
}
