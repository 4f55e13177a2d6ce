using System.Net.Sockets;
using Pipeline.Core.Checkups;
using Pipeline.Host.Api;

namespace Pipeline.Host.Health;

/// <summary>Whether the address under which the world is to reach the webhook leads to a worker.</summary>
public sealed class AddressCheckup(ApiOptions options, HttpClient http) : ICheckup
{
    public const string Client = "public-address";

    public string Area => "Address";

    public async Task<IReadOnlyList<Finding>> Look(CancellationToken ct)
    {
        if (options.PublicAddress.Length == 0) return [];
        var health = new Uri(new Uri(options.PublicAddress), "health");
        const string Repair = "Start the worker; let the proxy in front lead to Api:Address; look at DNS, certificate and firewall; or correct Api:PublicAddress.";
        try
        {
            using var answer = await http.GetAsync(health, ct);
            var text = await answer.Content.ReadAsStringAsync(ct);
            return answer.IsSuccessStatusCode && text.Contains("\"healthy\"", StringComparison.Ordinal)
                ? [Finding.Ok(Area, options.PublicAddress, "A worker answers there.")]
                : [Finding.Problem(Area, options.PublicAddress, $"Something answers there ({(int)answer.StatusCode}), but not a worker.", Repair)];
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            return [Finding.Problem(Area, options.PublicAddress, $"Nothing answers there: {e.GetBaseException().Message.TrimEnd('.')}.", Repair)];
        }
    }
}
