using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Pipeline.Benchmarks.Running;

/// <summary>Reads the worker's own rows beside it. Times in the database are unix milliseconds.</summary>
internal sealed class JobBooks(string dataDirectory)
{
    private readonly string _source = $"Data Source={Path.Combine(dataDirectory, "pipeline.db")};Mode=ReadOnly;Pooling=False";

    public async Task<DateTimeOffset> AcceptedAt(string job, CancellationToken ct) =>
        DateTimeOffset.FromUnixTimeMilliseconds(await Number("select accepted_at from jobs where id = $p", job, ct));

    /// <summary>From the stage's row: begun to ended.</summary>
    public async Task<TimeSpan> Stage(string job, string stage, CancellationToken ct) => TimeSpan.FromMilliseconds(
        await Number($"select ended_at - started_at from job_stages where job_id = $p and stage = '{stage}'", job, ct));

    public Task<long> Pieces(string job, CancellationToken ct) => Number("select count(*) from pieces where job_id = $p", job, ct);

    /// <summary>Windows of 30 s that the pieces of a job begin.</summary>
    public Task<long> Windows(string job, CancellationToken ct) =>
        Number("select sum(cast((end_seconds - start_seconds + 29.999) / 30 as integer)) from pieces where job_id = $p", job, ct);

    public Task<long> AudioSeconds(string job, CancellationToken ct) => Number("select cast(duration_seconds as integer) from jobs where id = $p", job, ct);

    public async Task<bool> Ended(string job, CancellationToken ct) =>
        await Number("select count(*) from jobs where id = $p and ended_at is not null", job, ct) == 1;

    /// <summary>Jobs that have ended, however.</summary>
    public Task<long> Ended(CancellationToken ct) => Number("select count(*) from jobs where ended_at is not null", "", ct);

    /// <summary>From the first job's acceptance to the last one's end.</summary>
    public async Task<TimeSpan> Span(CancellationToken ct) =>
        TimeSpan.FromMilliseconds(await Number("select max(ended_at) - min(accepted_at) from jobs", "", ct));

    private async Task<long> Number(string sql, string parameter, CancellationToken ct)
    {
        await using var connection = new SqliteConnection(_source);
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$p", parameter);
        return Convert.ToInt64(await command.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture);
    }
}
