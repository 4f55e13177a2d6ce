namespace Pipeline.Tests.Storage;

public sealed class SqliteOutboxHoldTests() : OutboxHoldSpec(TestStorage.Sqlite);
