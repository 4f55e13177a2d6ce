using Pipeline.Core.Media;

namespace Pipeline.Tests.Media;

/// <summary>Samples that arrive when the test says so, as from a decoder.</summary>
internal sealed class GrowingRecording : IDisposable
{
    private readonly TaskCompletionSource _end = new();
    private readonly FileStream _part;
    private readonly byte[] _pcm;

    public GrowingRecording(string path, byte[] pcm)
    {
        _pcm = pcm;
        _part = new FileStream(GrowingAudio.Part(path), FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        Audio = new GrowingAudio(path, _end.Task, TimeProvider.System);
    }

    public GrowingAudio Audio { get; }

    /// <summary>Until these seconds are there.</summary>
    public void Grow(double seconds)
    {
        var to = (int)Math.Min(_pcm.Length, Math.Round(seconds * GrowingAudio.SampleRate) * 2);
        _part.Write(_pcm, (int)_part.Position, to - (int)_part.Position);
        _part.Flush();
    }

    public void End()
    {
        Grow(double.PositiveInfinity);
        _end.SetResult();
    }

    public void Break(Exception e) => _end.SetException(e);

    public void Dispose()
    {
        Audio.Dispose();
        _part.Dispose();
    }
}
