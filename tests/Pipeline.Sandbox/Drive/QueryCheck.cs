namespace Pipeline.Sandbox.Drive;

/// <summary>Holds a query string against the discovery document: a misspelt supportsAllDrive must not pass unseen.</summary>
internal static class QueryCheck
{
    /// <exception cref="DriveRefusal">400 naming the parameter.</exception>
    public static void Check(DiscoveryMethod method, IQueryCollection query, bool upload)
    {
        foreach (var (name, values) in query)
        {
            // upload_id is in no discovery document: it is part of the session address that the server makes.
            if (upload && name == "upload_id")
            {
                continue;
            }

            var parameter = Find(method, name) ?? throw DriveRefusal.InvalidParameter(
                $"Invalid JSON payload received. Unknown name \"{name}\": Cannot bind query parameter. "
                + $"{method.Id} has no such parameter in the discovery document.", name);
            if (values.Count != 1)
            {
                throw DriveRefusal.InvalidParameter($"The parameter {name} was given {values.Count} times.", name);
            }

            parameter.Check(values[0] ?? "");
        }

        if (query["alt"] == "media" && !method.GivesMedia)
        {
            throw DriveRefusal.InvalidParameter($"{method.Id} has no media to download.", "alt");
        }
    }

    private static DiscoveryParameter? Find(DiscoveryMethod method, string name) =>
        method.Parameters.TryGetValue(name, out var own) && !own.IsPath ? own
        : DiscoveryDocument.Instance.Common.TryGetValue(name, out var common) ? common : null;
}
