namespace Pipeline.Core.Configuration;

/// <summary>Options of one folder. Defaults stand in the initializers, units in the doc comments.</summary>
public interface ICheckedOptions
{
    /// <summary>What is out of range or does not fit together; each sentence begins with the setting's path
    /// (<c>Drive:ChunkMiB</c>) and says what is allowed. Empty: all is well.</summary>
    IEnumerable<string> Problems();
}
