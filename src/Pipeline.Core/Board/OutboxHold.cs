namespace Pipeline.Core.Board;

/// <summary>Why a stored write waits beyond a passing fault.</summary>
public enum OutboxHold
{
    /// <summary>It does not, or only for its next try.</summary>
    None,

    /// <summary>A person must repair something for this write; the others of its page go out.</summary>
    Write,

    /// <summary>A person must repair something for the page.</summary>
    Page,

    /// <summary>The page is in the trash.</summary>
    Trash,
}
