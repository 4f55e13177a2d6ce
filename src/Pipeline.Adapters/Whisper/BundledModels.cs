namespace Pipeline.Adapters.Whisper;

/// <summary>The models that lie in assets/models (its README has the same table).</summary>
internal static class BundledModels
{
    /// <summary>File name → SHA-256, lower-case hex.</summary>
    public static IReadOnlyDictionary<string, string> Sha256 { get; } = new Dictionary<string, string>
    {
        ["ggml-base-q4_k.bin"] = "5c58eabac5ebd629437b7f09144e3995b8f62dc610660d779637bdd7c7372836",
        ["ggml-silero-v6.2.0.bin"] = "c2757c54544059580a468f88b096a48919e28f4d594cf6c5f25fbcdfe5b0be41",
    };
}
