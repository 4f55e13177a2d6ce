namespace Pipeline.Core.Channels;

/// <summary>What happens with the result.</summary>
public enum ChannelAction
{
    /// <summary><c>update_origin</c>: status and results go into the row that the video came from.</summary>
    UpdateOrigin,

    /// <summary><c>create_new_page</c>: a page in another database when done; the origin row only gets its link.</summary>
    CreateNewPage,
}
