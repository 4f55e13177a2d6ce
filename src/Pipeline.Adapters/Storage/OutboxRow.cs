using Pipeline.Core.Board;
using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.Storage;

/// <summary>A row of board_outbox as it is read.</summary>
internal sealed class OutboxRow
{
    public const string Columns = "id, version, job_id, page_id, channel, field, payload, after_text, marker, attempts, created_at, tried_at, "
        + "(select j.result_page_id from jobs j where j.id = board_outbox.job_id) as result_page_id";

    public long Id { get; init; }
    public long Version { get; init; }
    public string JobId { get; init; } = "";
    public string PageId { get; init; } = "";
    public string Channel { get; init; } = "";
    public string? Field { get; init; }
    public string Payload { get; init; } = "";
    public long AfterText { get; init; }
    public string? Marker { get; init; }
    public long Attempts { get; init; }
    public long CreatedAt { get; init; }
    public long? TriedAt { get; init; }
    public string? ResultPageId { get; init; }

    public OutboxEntry ToEntry() => new(
        Id,
        (int)Version,
        new JobId(Guid.Parse(JobId)),
        PageId,
        Channel,
        Field,
        Field is null ? null : StorageJson.Read<BoardValue>(Payload),
        Field is null ? StorageJson.Read<BoardWrite>(Payload) with { PageId = PageId } : null,
        (int)Attempts,
        CreatedAt.ToTime())
    {
        TriedAt = TriedAt.ToTime(),
        MadePage = ResultPageId,
    };
}
