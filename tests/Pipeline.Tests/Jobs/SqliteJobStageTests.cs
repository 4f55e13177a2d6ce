using Pipeline.Tests.Storage;

namespace Pipeline.Tests.Jobs;

public sealed class SqliteJobStageTests() : JobStageSpec(TestStorage.Sqlite);
