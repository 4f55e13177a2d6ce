using Pipeline.Tests.Storage;

namespace Pipeline.Tests.Jobs;

public sealed class SqliteJobStoreTests() : JobStoreSpec(TestStorage.Sqlite);
