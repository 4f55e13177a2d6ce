namespace Pipeline.Tests.Storage;

public sealed class SqliteBoardOutboxTests() : BoardOutboxSpec(TestStorage.Sqlite);
