namespace Pipeline.Sandbox.Drive;

/// <summary>The one door for /drive/v3/ and /upload/drive/v3/: check against the discovery document, authorize, hand on, word refusals.</summary>
internal static class DriveGateway
{
    public static async Task<IResult> HandleAsync(HttpContext context, DriveStore store, string path, bool upload)
    {
        try
        {
            return upload && context.Request.Query["upload_id"].ToString() is { Length: > 0 } id
                ? await ContinueAsync(context.Request, store, id)
                : await StartAsync(context.Request, store, path, upload);
        }
        catch (DriveRefusal refusal)
        {
            if (refusal.Status == 401)
            {
                context.Response.Headers.WWWAuthenticate = "Bearer realm=\"https://accounts.google.com/\", error=\"invalid_token\"";
            }

            return FilesApi.Json(refusal.ToJson(), refusal.Status);
        }
        catch (InvalidDataException e)
        {
            return FilesApi.Json(DriveRefusal.BadRequest($"Malformed gzip body: {e.Message}").ToJson(), 400);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The sender was killed, or a newer request took over its session: nobody is left to read an answer.
            context.Abort();
            return Results.Empty;
        }
    }

    private static Task<IResult> StartAsync(HttpRequest request, DriveStore store, string path, bool upload)
    {
        var method = DiscoveryDocument.Instance.Find(request.Method, path, upload, out var variables);
        var account = store.Tokens.Require(request.Headers.Authorization);
        QueryCheck.Check(method, request.Query, upload);
        if (!account.MayUseDrive)
        {
            throw FileMetadata.InsufficientScope();
        }

        var call = new DriveCall(store, account, method, variables, request);
        return upload ? Uploads.HandleAsync(call) : FilesApi.HandleAsync(call);
    }

    /// <summary>The session address is itself the permission: no bearer token is asked for.</summary>
    private static async Task<IResult> ContinueAsync(HttpRequest request, DriveStore store, string id)
    {
        var session = store.Sessions.Get(id);
        QueryCheck.Check(session.Method, request.Query, upload: true);
        if (request.Method == HttpMethods.Delete)
        {
            store.Sessions.Cancel(id);
            return Results.StatusCode(StatusCodes.Status499ClientClosedRequest);
        }

        return request.Method == HttpMethods.Put
            ? await ResumableUpload.PutAsync(
                new DriveCall(store, session.Account, session.Method, new Dictionary<string, string>(), request), session)
            : throw new DriveRefusal(405, "httpMethodNotAllowed", $"Method {request.Method} is not allowed for an upload session.");
    }
}
