using Mail.Gateway.Auth;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Mail.Gateway.Limits;

/// <summary>Puts the bounds that all protocols share into a host.</summary>
public static class ClientLimitsExtensions
{
    /// <summary>
    /// Adds <see cref="ClientLimits"/> and <see cref="LoginThrottle"/>, once; configured by <see cref="ClientLimitOptions"/> and
    /// <see cref="LoginThrottleOptions"/>.
    /// </summary>
    public static IServiceCollection AddClientLimits(this IServiceCollection services)
    {
        services.AddOptions<ClientLimitOptions>();
        services.AddOptions<LoginThrottleOptions>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(static p => new ClientLimits(
            p.GetRequiredService<IOptions<ClientLimitOptions>>().Value,
            p.GetRequiredService<TimeProvider>(),
            p.GetRequiredService<ILogger<ClientLimits>>()));
        services.TryAddSingleton(static p => new LoginThrottle(
            p.GetRequiredService<IOptions<LoginThrottleOptions>>().Value,
            p.GetRequiredService<TimeProvider>(),
            p.GetRequiredService<ILogger<LoginThrottle>>()));
        return services;
    }
}
