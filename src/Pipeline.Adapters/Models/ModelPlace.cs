namespace Pipeline.Adapters.Models;

/// <summary>Where a model was found; the order is the order of looking.</summary>
public enum ModelPlace
{
    /// <summary>The setting names the file itself.</summary>
    Path,

    /// <summary>Models:Directory.</summary>
    Folder,

    /// <summary>assets/models, delivered with the program.</summary>
    Bundled,
}
