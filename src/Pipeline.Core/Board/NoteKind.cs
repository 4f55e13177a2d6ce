namespace Pipeline.Core.Board;

/// <summary>What a <see cref="BoardWrite.Note"/> is.</summary>
public enum NoteKind
{
    /// <summary>An error's technical text in a closed toggle; a page has one.</summary>
    Details,

    /// <summary>An error's technical text as a comment; each stays.</summary>
    Comment,

    /// <summary>The processing log in a closed toggle; a page has one.</summary>
    Log,
}
