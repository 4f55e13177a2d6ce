namespace Pipeline.Core.Board;

/// <summary>The handshake for Notion's webhooks: taken only while a person has opened it, and the secret that came of it.</summary>
public interface IWakeUpPairing
{
    /// <summary>From now until then a handshake is taken.</summary>
    Task Open(DateTimeOffset until, CancellationToken ct);

    /// <summary>Keeps the secret and closes. False: it was not open, nothing is kept.</summary>
    Task<bool> Take(string secret, DateTimeOffset now, CancellationToken ct);

    /// <summary>Whether a handshake is still awaited.</summary>
    Task<bool> IsOpen(DateTimeOffset now, CancellationToken ct);

    /// <summary>What events are signed with; null: never paired.</summary>
    Task<string?> Secret(CancellationToken ct);
}
