using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.Storage;

/// <content>The columns that a new row brings along; all others begin with their defaults.</content>
public sealed partial class JobStore
{
    /// <summary>A page has one open job, whatever key its request bore: a webhook with an Idempotency-Key and the poller may meet at one row.</summary>
    private const string InsertJob =
        """
        insert into jobs (
          id, source, source_url, drive_file_id, file_name, channel, notion_page_id, parent_folder_id, priority, requested_language, origin, intake_key,
          status, stage, accepted_at, due_at, message, board_word, title, canonical_url, uploader, published_at, duration_seconds, language,
          folder_id, folder_url)
        select
          @Id, @Source, @SourceUrl, @DriveFileId, @FileName, @Channel, @NotionPageId, @ParentFolderId, @Priority, @RequestedLanguage, @Origin, @IntakeKey,
          'Pending', @Stage, @AcceptedAt, @DueAt, @Message, @BoardWord, @Title, @CanonicalUrl, @Uploader, @PublishedAt, @DurationSeconds, @Language,
          @FolderId, @FolderUrl
        where @IntakeKey is null or not exists (select 1 from jobs other
          where other.notion_page_id = @NotionPageId and other.intake_key is not null and other.status in ('Pending', 'Running', 'Paused'))
        on conflict do nothing
        """;

    private static object InsertParameters(VideoJob job) => new
    {
        Id = job.Id.ToString(),
        Source = job.Source.ToString(),
        job.SourceUrl,
        job.DriveFileId,
        job.FileName,
        job.Channel,
        job.NotionPageId,
        job.ParentFolderId,
        job.Priority,
        job.RequestedLanguage,
        Origin = job.Origin.ToString(),
        job.IntakeKey,
        Stage = job.Stage.ToString(),
        AcceptedAt = job.AcceptedAt.ToMilliseconds(),
        DueAt = job.DueAt.ToMilliseconds(),
        job.Message,
        job.BoardWord,
        job.Title,
        job.CanonicalUrl,
        job.Uploader,
        PublishedAt = job.PublishedAt?.ToMilliseconds(),
        job.DurationSeconds,
        job.Language,
        job.FolderId,
        job.FolderUrl,
    };
}
