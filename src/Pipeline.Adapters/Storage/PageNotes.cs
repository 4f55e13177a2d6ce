using Pipeline.Core.Board;

namespace Pipeline.Adapters.Storage;

/// <summary>Which toggles a page was ever given, so that taking away what never was costs Notion no call.</summary>
internal static class PageNotes
{
    /// <summary>Whether the write has anything to do, which is true for everything but the removal of a toggle that there never was.</summary>
    public static async Task<bool> Changes(Session session, BoardWrite.Note note)
    {
        var row = new { note.PageId, Kind = note.Kind.ToString() };
        if (note.Lines.Count == 0) return await session.Execute("delete from page_notes where page_id = @PageId and kind = @Kind", row) > 0;
        await session.Execute("insert into page_notes (page_id, kind) values (@PageId, @Kind) on conflict do nothing", row);
        return true;
    }
}
