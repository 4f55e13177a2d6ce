namespace Pipeline.Sandbox.Drive;

/// <summary>A refusal of the token endpoint: RFC 6749 §5.2, not the shape of Drive's own errors.</summary>
internal sealed class TokenRefusal(int status, string error, string description) : Exception(description)
{
    public int Status => status;

    public string Error => error;
}
