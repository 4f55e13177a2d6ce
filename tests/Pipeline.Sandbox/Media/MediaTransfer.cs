using System.Diagnostics;

namespace Pipeline.Sandbox.Media;

/// <summary>Sends a stretch of a file with the pace, stops and cuts that the switches and holds ask for.</summary>
internal sealed class MediaTransfer(HttpContext context, MediaSite site, MediaSwitches switches, string address)
{
    private const int Piece = 16 * 1024;

    private readonly byte[] _buffer = new byte[Piece];
    private readonly Stopwatch _since = Stopwatch.StartNew();
    private long _sent;

    private CancellationToken Gone => context.RequestAborted;

    /// <param name="from">First position.</param>
    /// <param name="to">Position behind the last byte.</param>
    /// <param name="cutAt">The connection is cut at this position.</param>
    public async Task SendAsync(FileStream file, long from, long to, long? cutAt)
    {
        for (var at = from; at < to;)
        {
            if (site.HoldFor(address, at, file.Length) is { } hold)
            {
                await hold.WaitAsync(Gone);
                continue;
            }

            if (at >= switches.Stall)
            {
                await Task.Delay(Timeout.Infinite, Gone);
            }

            if (at >= cutAt)
            {
                // Fewer bytes than Content-Length said: Kestrel sends them all and then closes. Abort would lose its buffer.
                return;
            }

            at += await SendPieceAsync(file, at, Math.Min(to, Next(at, cutAt)));
        }
    }

    /// <summary>Repeats the file until the reader hangs up.</summary>
    public async Task SendForeverAsync(FileStream file)
    {
        while (!Gone.IsCancellationRequested)
        {
            await SendAsync(file, 0, file.Length, null);
        }
    }

    private long Next(long at, long? cutAt) => Math.Min(
        cutAt > at ? cutAt.Value : long.MaxValue,
        switches.Stall > at ? switches.Stall.Value : long.MaxValue);

    private async Task<int> SendPieceAsync(FileStream file, long at, long limit)
    {
        var most = switches.Bps > 0 ? (int)Math.Clamp(switches.Bps / 20, 256, Piece) : Piece;
        var count = await RandomAccess.ReadAsync(file.SafeFileHandle, _buffer.AsMemory(0, (int)Math.Min(most, limit - at)), at, Gone);
        await context.Response.Body.WriteAsync(_buffer.AsMemory(0, count), Gone);
        site.AddSent(context.Request.Path, count);
        _sent += count;
        if (switches.Bps > 0 && TimeSpan.FromSeconds((double)_sent / switches.Bps) - _since.Elapsed is { } early && early > TimeSpan.Zero)
        {
            await Task.Delay(early, Gone);
        }

        return count;
    }

}
