using Pipeline.Tests.Storage;

namespace Pipeline.Tests.Jobs;

public sealed class SqliteJobFencingTests() : JobFencingSpec(TestStorage.Sqlite);
