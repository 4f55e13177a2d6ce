namespace Pipeline.Adapters.Storage;

/// <summary>The data directory cannot be used as it is; the message says why and what to do. Not a passing fault.</summary>
public sealed class StorageException(string message, Exception? inner = null) : Exception(message, inner);
