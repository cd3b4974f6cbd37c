using Mail.Gateway.Limits;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Mail.Gateway.Auth;

/// <summary>Puts logins by password, which several protocols share, into a host.</summary>
public static class PasswordLoginExtensions
{
    /// <summary>Adds <see cref="SaslLogin"/> and what it needs, once; configured by <see cref="PasswordCheckOptions"/>.</summary>
    public static IServiceCollection AddPasswordLogin(this IServiceCollection services)
    {
        services.AddOptions<PasswordCheckOptions>();
        services.AddClientLimits();
        services.TryAddSingleton<AccountLookup>();
        services.TryAddSingleton(p => new PasswordCheck(
            p.GetRequiredService<IOptions<PasswordCheckOptions>>().Value, p.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<DecoySecret>();
        services.TryAddSingleton<SaslLogin>();
        return services;
    }
}
