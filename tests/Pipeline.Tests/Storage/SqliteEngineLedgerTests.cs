namespace Pipeline.Tests.Storage;

public sealed class SqliteEngineLedgerTests() : EngineLedgerSpec(TestStorage.Sqlite);
