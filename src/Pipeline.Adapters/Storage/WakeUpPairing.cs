using Pipeline.Core.Board;

namespace Pipeline.Adapters.Storage;

/// <summary><see cref="IWakeUpPairing"/> over the one row of wake_up_pairing. The secret lies there sealed.</summary>
public sealed class WakeUpPairing(Database database, SecretBox box) : IWakeUpPairing
{
    private const string Context = "notion-webhook";

    public Task Open(DateTimeOffset until, CancellationToken ct) => database.Write(
        s => s.Execute(
            "insert into wake_up_pairing (id, open_until) values (1, @Until) on conflict (id) do update set open_until = excluded.open_until",
            new { Until = until.ToMilliseconds() }),
        ct);

    public Task<bool> Take(string secret, DateTimeOffset now, CancellationToken ct) => database.Write(
        async s => await s.Execute(
            "update wake_up_pairing set secret = @Secret, open_until = 0 where id = 1 and open_until > @Now",
            new { Secret = box.Seal(secret, Context), Now = now.ToMilliseconds() }) == 1,
        ct);

    public Task<bool> IsOpen(DateTimeOffset now, CancellationToken ct) => database.Read(
        async s => await s.FirstOrDefault<int>("select count(*) from wake_up_pairing where open_until > @Now", new { Now = now.ToMilliseconds() }) > 0, ct);

    public Task<string?> Secret(CancellationToken ct) => database.Read(
        async s => await s.FirstOrDefault<string>("select secret from wake_up_pairing where id = 1") is { } text ? box.Unseal(text, Context) : null, ct);
}
