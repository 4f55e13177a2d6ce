using Pipeline.Core.Configuration;

namespace Pipeline.Adapters.Models;

/// <summary>Section <c>Models</c>: where speech models lie and where they come from.</summary>
public sealed class ModelsOptions : ICheckedOptions
{
    /// <summary>Folder of models; relative: below Storage:DataDirectory.</summary>
    public string Directory { get; set; } = "models";

    /// <summary>The model host: Hugging Face or a mirror with the same paths.</summary>
    public string BaseAddress { get; set; } = "https://huggingface.co/";

    /// <summary>Whether a job may fetch a model that is not there. Off: 3 GB at an unlucky moment are a person's decision.</summary>
    public bool AutoDownload { get; set; }

    public IEnumerable<string> Problems()
    {
        if (string.IsNullOrWhiteSpace(Directory)) yield return "Models:Directory is empty; name a folder.";
        if (!Uri.TryCreate(BaseAddress, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || !BaseAddress.EndsWith('/'))
            yield return $"Models:BaseAddress is '{BaseAddress}'; it must be an http or https address with a slash at its end.";
        else if (address.Scheme == "http" && !address.IsLoopback)
            yield return $"Models:BaseAddress is '{BaseAddress}'; plain http is allowed on this machine only.";
    }
}
