using System.Net;
using Google.Apis.Auth.OAuth2.Responses;
using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.Drive;

/// <summary>Access tokens over Google.Apis.Auth. A credentials file that the operator replaces is taken up without a restart.</summary>
internal sealed class DriveTokens(DriveOptions options) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private DriveCredential? _credential;
    private DateTime _written;

    /// <summary>As whom we act; before the first call to Google only a general word.</summary>
    public DriveAccount Account => _credential?.Account ?? new DriveAccount("the configured Google account", false);

    /// <param name="refused">A token that Drive answered with 401: another one is asked for, unless somebody already did.</param>
    /// <exception cref="JobFailureException">Operator, <c>drive-credentials</c>: only a person can repair it.</exception>
    /// <exception cref="HttpRequestException">The token endpoint cannot be reached or is ill: passes.</exception>
    public async Task<string> Get(string? refused, CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            var credential = await Load(ct);
            var token = await credential.Current(ct);
            if (token != refused) return token;
            await credential.Renew(ct);
            return await credential.Current(ct);
        }
        catch (TokenResponseException e)
        {
            throw Refused(e);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<DriveCredential> Load(CancellationToken ct)
    {
        if (!options.IsConfigured) throw Broken("Drive:CredentialsFile is empty. Set it to the JSON file of a service account or of a refresh token.");
        try
        {
            var written = File.GetLastWriteTimeUtc(options.CredentialsFile);
            if (_credential is not null && written == _written) return _credential;
            var json = await File.ReadAllTextAsync(options.CredentialsFile, ct);
            (_credential, _written) = (DriveCredential.Read(json, options.ImpersonateUser), written);
            return _credential;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Broken($"The file named in Drive:CredentialsFile cannot be read ({e.GetType().Name}). Check the path and its rights.");
        }
    }

    private Exception Refused(TokenResponseException e)
    {
        if (e.StatusCode is not { } status || status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout || (int)status >= 500)
            return new HttpRequestException("Google's token endpoint did not give a token.", null, e.StatusCode);
        var key = Account.OwnsNoStorage || options.ImpersonateUser.Length > 0;
        var repair = key
            ? "Make a new key for the service account, put it there, and check this machine's clock"
              + (options.ImpersonateUser.Length == 0
                  ? "."
                  : "; the Workspace administrator must have allowed the scope https://www.googleapis.com/auth/drive for it.")
            : "Sign in again and put the new refresh token there. While the OAuth app is in \"Testing\" a token lives only 7 days: publish the app.";
        var kind = key ? "service account's key" : "refresh token";
        return Broken($"Google no longer accepts the {kind} in Drive:CredentialsFile ({e.Error?.Error ?? "refused"}). {repair}", e.Error?.ErrorDescription);
    }

    private static JobFailureException Broken(string sentence, string? detail = null) =>
        new(ErrorClass.Operator, "drive-credentials", $"{sentence} Ask the operator to do so, then set the row back.", detail);
}
