namespace Pipeline.Tests.Storage;

public sealed class SqlitePieceStoreTests() : PieceStoreSpec(TestStorage.Sqlite);
