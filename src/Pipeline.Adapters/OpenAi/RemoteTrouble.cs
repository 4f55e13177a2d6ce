namespace Pipeline.Adapters.OpenAi;

/// <summary>Why a remote engine gave no answer.</summary>
internal enum RemoteTrouble
{
    /// <summary>401, 403.</summary>
    Key,

    /// <summary>413: smaller pieces may pass.</summary>
    TooLarge,

    /// <summary>429: later.</summary>
    Busy,

    /// <summary>5xx, time-out, broken connection, half an answer: again.</summary>
    Passing,

    /// <summary>Any other refusal: the settings are wrong.</summary>
    Refused,
}
