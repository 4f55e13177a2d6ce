using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Pipeline.Adapters.Notion;

/// <summary>The token as the settings have it now. When Notion refuses it, the secrets file is read again, so that a token that was replaced
/// there takes effect without a restart; until then one call in a while asks whether it is valid again, and all others fail at once.</summary>
internal sealed class NotionToken(IConfiguration configuration, NotionOptions options, TimeProvider time, ILogger<NotionToken> log)
{
    private readonly Lock _gate = new();
    private string _token = options.Token;
    private string? _refused;
    private DateTimeOffset _askAgainAt;

    /// <summary>For the next call.</summary>
    /// <exception cref="NotionException">There is none, or Notion has just refused it.</exception>
    public string For(string about)
    {
        lock (_gate)
        {
            if ((_refused is not null || _token.Length == 0) && time.GetUtcNow() >= _askAgainAt)
            {
                Reload();
                _askAgainAt = time.GetUtcNow().AddSeconds(options.TokenCheckSeconds);
            }
            else if (_refused == _token)
            {
                throw new NotionException(401, "unauthorized", "API token is invalid.", about);
            }

            return _token.Length > 0 ? _token : throw new NotionException(401, NotionException.NoToken, "No token is set.", about);
        }
    }

    /// <summary>Notion answered 401 to this one.</summary>
    public void Refused(string token)
    {
        lock (_gate)
        {
            if (token != _token) return;
            _refused = token;
            Reload();
            _askAgainAt = time.GetUtcNow().AddSeconds(options.TokenCheckSeconds);
        }
    }

    /// <summary>Notion answered to this one as to a friend.</summary>
    public void Accepted(string token)
    {
        lock (_gate)
            if (_refused == token) _refused = null;
    }

    private void Reload()
    {
        try
        {
            (configuration as IConfigurationRoot)?.Reload();
            var found = configuration[$"{NotionOptions.Section}:{nameof(NotionOptions.Token)}"] ?? "";
            if (found.Length == 0 || found == _token) return;
            (_token, _refused) = (found, null);
            NotionLog.NewToken(log);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            // Somebody is writing the file at this moment, or has made a mistake in it: the old token stays.
            NotionLog.TokenUnread(log, e.GetBaseException().Message);
        }
    }
}
