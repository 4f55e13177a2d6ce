using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Media;

namespace Pipeline.Adapters.Direct;

public static class DirectRegistration
{
    /// <summary>Needs <c>AddEgress</c>. Goes before <c>AddYtDlp</c>: the first source that can fetch a link does.</summary>
    public static IServiceCollection AddDirect(this IServiceCollection services) => services.AddSingleton<IMediaSource, DirectMediaSource>();
}
