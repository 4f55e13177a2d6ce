using Pipeline.Tests.Storage;

namespace Pipeline.Tests.Jobs;

public sealed class SqliteJobClaimTests() : JobClaimSpec(TestStorage.Sqlite);
