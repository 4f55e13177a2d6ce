namespace Pipeline.Tests.Storage;

public sealed class SqliteArtifactStoreTests() : ArtifactStoreSpec(TestStorage.Sqlite);
