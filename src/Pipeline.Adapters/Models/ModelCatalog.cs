namespace Pipeline.Adapters.Models;

/// <summary>The models that have a name. Names: models/download-ggml-model.sh of whisper.cpp 1.9.1; SHA-1: its models/README.md, which
/// leaves out most of the small quantized ones. Those are checked against what the host itself announces.</summary>
public static class ModelCatalog
{
    private const string Whisper = "ggerganov/whisper.cpp";
    private const string Vad = "ggml-org/whisper-vad";

    // name, MiB, checksum
    private const string Speech = """
        tiny 75 bd577a113a864445d4c299885e0cb97d4ba92b5f
        tiny.en 75 c78c86eb1a8faa21b369bcd33207cc90d64ae9df
        tiny-q5_1 31
        tiny.en-q5_1 31
        tiny-q8_0 42
        base 142 465707469ff3a37a2b9b8d8f89f2f99de7299dac
        base.en 142 137c40403d78fd54d454da0f9bd998f78703390c
        base-q5_1 57
        base.en-q5_1 57
        base-q8_0 78
        small 466 55356645c2b361a969dfd0ef2c5a50d530afd8d5
        small.en 466 db8a495a91d927739e50b3fc1cc4c6b8f6c2d022
        small-q5_1 181
        small.en-q5_1 181
        small-q8_0 252
        medium 1463 fd9727b6e1217c2f614f9b698455c4ffd82463b4
        medium.en 1463 8c30f0e44ce9560643ebd10bbe50cd20eafd3723
        medium-q5_0 514
        medium.en-q5_0 514
        medium-q8_0 785
        large-v1 2951 b1caaf735c4cc1429223d5a74f0f4d0b9b59a299
        large-v2 2951 0f4c8e34f21cf1a914c59d8b3ce882345ad349d6
        large-v2-q5_0 1031 00e39f2196344e901b3a2bd5814807a769bd1630
        large-v2-q8_0 1580
        large-v3 2951 ad82bf6a9043ceed055076d0fd39f5f186ff8062
        large-v3-q5_0 1031 e6e2ed78495d403bef4b7cff42ef4aaadcfea8de
        large-v3-turbo 1549 4af2b29d7ec73d781377bfd1758ca957a807e941
        large-v3-turbo-q5_0 547 e050f7970618a659205450ad97eb95a18d69c9ee
        large-v3-turbo-q8_0 834
        """;

    public static IReadOnlyList<KnownModel> All { get; } =
    [
        new("base-q4_k", 44, Checksum.Parse("5c58eabac5ebd629437b7f09144e3995b8f62dc610660d779637bdd7c7372836"), null),
        .. Speech.Split('\n').Select(line => line.Split(' ')).Select(f => new KnownModel(f[0], int.Parse(f[1], null), Checksum.Parse(f.ElementAtOrDefault(2)), Whisper)),
        // The bundled file is a conversion of our own, so the one on the host hashes otherwise.
        new("silero-v6.2.0", 1, Checksum.Parse("c2757c54544059580a468f88b096a48919e28f4d594cf6c5f25fbcdfe5b0be41"), null),
        new("silero-v5.1.2", 1, null, Vad),
    ];

    public static KnownModel? Find(string name) => All.FirstOrDefault(m => m.Name == name);
}
