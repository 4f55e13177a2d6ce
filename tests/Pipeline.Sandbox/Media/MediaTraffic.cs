namespace Pipeline.Sandbox.Media;

/// <summary>What one path (without its query) has served.</summary>
/// <param name="Requests">GETs; HEAD does not count.</param>
/// <param name="BytesSent">Bytes of bodies handed to the network.</param>
/// <param name="Ranges">Range headers as they came, "" for a GET without one.</param>
public sealed record MediaTraffic(string Path, int Requests, long BytesSent, IReadOnlyList<string> Ranges);
