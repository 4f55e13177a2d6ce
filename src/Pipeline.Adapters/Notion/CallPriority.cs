namespace Pipeline.Adapters.Notion;

/// <summary>Who goes first when calls wait for their turn.</summary>
internal enum CallPriority
{
    /// <summary>Column values: status words and errors.</summary>
    Columns,

    /// <summary>Blocks of a transcript.</summary>
    Body,

    /// <summary>Looking for work.</summary>
    Polling,

    /// <summary>Looking at the set-up: nobody waits for it.</summary>
    Checkup,
}
