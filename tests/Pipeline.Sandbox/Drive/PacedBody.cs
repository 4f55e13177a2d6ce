namespace Pipeline.Sandbox.Drive;

/// <summary>Reads an upload's bytes at the speed that the switches ask for at each moment.</summary>
internal static class PacedBody
{
    private const int Buffer = 64 * 1024;

    /// <param name="sink">Gets each piece as it arrives; bytes before a break of the connection are not lost.</param>
    /// <exception cref="IOException">The sender vanished.</exception>
    public static async Task ReadAsync(
        Stream body, DriveSwitches switches, Func<ReadOnlyMemory<byte>, ValueTask> sink, CancellationToken cancel)
    {
        var buffer = new byte[Buffer];
        while (true)
        {
            var rate = switches.UploadBytesPerSecond;
            var piece = rate > 0 ? (int)Math.Clamp(rate / 20, 1024, Buffer) : Buffer;
            var read = await body.ReadAsync(buffer.AsMemory(0, piece), cancel);
            if (read == 0)
            {
                return;
            }

            await sink(buffer.AsMemory(0, read));
            if (rate > 0)
            {
                await Task.Delay(TimeSpan.FromSeconds((double)read / rate), cancel);
            }
        }
    }
}
