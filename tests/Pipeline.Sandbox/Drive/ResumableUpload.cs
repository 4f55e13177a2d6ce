using System.Globalization;

namespace Pipeline.Sandbox.Drive;

/// <summary>
/// PUTs to a session address. States: offset 0 → offset n (308 + Range) → complete (200 + File, for ever after).
/// Rules: guide "Upload file data"; contracts/media-and-drive.md §1.3.
/// </summary>
internal static class ResumableUpload
{
    public static async Task<IResult> PutAsync(DriveCall call, UploadSession session)
    {
        // Nothing here listens to RequestAborted: it fires at the sender's death, and what was read by then counts.
        var taken = await session.EnterAsync();
        try
        {
            var range = Range(call.Request);
            if (range.IsStatusQuery)
            {
                session.StatusQueries++;
            }

            if (session.Finished is null)
            {
                CheckTotal(session, range);
                await ReceiveAsync(call, session, range, taken);
            }

            return await AnswerAsync(call, session, range);
        }
        finally
        {
            session.Leave();
        }
    }

    /// <summary>Without Content-Range the body is the whole file.</summary>
    private static ContentRange Range(HttpRequest request)
    {
        var header = request.Headers.ContentRange.ToString();
        if (header.Length == 0)
        {
            var length = request.ContentLength
                ?? throw DriveRefusal.BadRequest("An upload without Content-Range needs a Content-Length.");
            return length == 0 ? new ContentRange(null, null, 0) : new ContentRange(0, length - 1, length);
        }

        var range = ContentRange.Parse(header);
        return request.ContentLength is { } sent && sent != (range.IsStatusQuery ? 0 : range.Length)
            ? throw DriveRefusal.Invalid($"Content-Length {sent} does not fit Content-Range {header}.")
            : range;
    }

    private static void CheckTotal(UploadSession session, ContentRange range)
    {
        if (range.Total is { } total && session.Total is { } declared && total != declared)
        {
            throw DriveRefusal.Invalid($"The upload was declared to have {declared} bytes; Content-Range says {total}.");
        }

        session.Total ??= range.Total;
        if (range.IsStatusQuery)
        {
            return;
        }

        if (!range.IsLast && range.Length % UploadSession.Unit != 0)
        {
            throw DriveRefusal.Invalid(
                "Invalid request. The number of bytes uploaded is required to be a multiple of 262144, except for the final request. "
                + $"The received request contained {range.Length} bytes, which does not meet this requirement.");
        }

        if (range.Start > session.Offset)
        {
            throw DriveRefusal.Invalid($"The chunk starts at {range.Start}; only {session.Offset} bytes are stored. Ask for the status first.");
        }
    }

    private static async Task ReceiveAsync(DriveCall call, UploadSession session, ContentRange range, CancellationToken taken)
    {
        if (range.IsStatusQuery)
        {
            return;
        }

        session.Chunks++;
        await using var file = new FileStream(session.Target.SpoolPath, FileMode.Open, FileAccess.Write, FileShare.Read);
        file.Position = range.Start!.Value;
        var whole = false;
        try
        {
            await PacedBody.ReadAsync(RequestBody.Open(call.Request), call.Store.Switches, async piece =>
            {
                session.BytesReceived += piece.Length;
                call.Store.Sessions.AddReceived(session.Target.Item.Id, piece.Length);
                await file.WriteAsync(piece, CancellationToken.None);
            }, taken);
            whole = file.Position == range.End + 1;
        }
        finally
        {
            session.Offset = Math.Max(session.Offset, Kept(call.Store.Switches, range, file.Position, whole));
            file.SetLength(session.Offset);
        }
    }

    /// <summary>A whole chunk is kept; of a broken one, or when told to keep less, whole units of 256 KiB.</summary>
    private static long Kept(DriveSwitches switches, ContentRange range, long end, bool whole)
    {
        var most = switches.AcceptAtMostPerChunk;
        if (most > 0 && end - range.Start!.Value > most)
        {
            end = range.Start.Value + most;
            whole = false;
        }

        return whole ? end : end / UploadSession.Unit * UploadSession.Unit;
    }

    private static async Task<IResult> AnswerAsync(DriveCall call, UploadSession session, ContentRange range)
    {
        // An empty status query with a known total of zero is how an empty file is finished.
        if (session.Finished is null && session.Offset == session.Total && (range.IsLast || session.Total == 0))
        {
            session.Finished = await Uploads.FinishAsync(call, session.Target, CancellationToken.None);
        }

        if (session.Finished is { } item)
        {
            return FilesApi.Json(call.FileJson(item));
        }

        if (session.Offset > 0)
        {
            var last = (session.Offset - 1).ToString(CultureInfo.InvariantCulture);
            call.Request.HttpContext.Response.Headers.Range = $"bytes=0-{last}";
        }

        return Results.StatusCode(StatusCodes.Status308PermanentRedirect);
    }
}
