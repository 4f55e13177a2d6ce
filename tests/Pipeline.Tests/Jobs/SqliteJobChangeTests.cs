using Pipeline.Tests.Storage;

namespace Pipeline.Tests.Jobs;

public sealed class SqliteJobChangeTests() : JobChangeSpec(TestStorage.Sqlite);
