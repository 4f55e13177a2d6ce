namespace Pipeline.Host.Configuration;

/// <summary>The settings cannot be used; the message says which and what to do.</summary>
public sealed class ConfigurationException(string message) : Exception(message);
