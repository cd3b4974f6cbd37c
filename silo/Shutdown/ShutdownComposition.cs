using Mail.Silo.Options;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Mail.Silo.Shutdown;

/// <summary>Puts the orderly end into the host.</summary>
internal static class ShutdownComposition
{
    /// <summary>For grains, queues and stores behind the connections.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(15);

    public static void AddConnectionDrain(this IServiceCollection services, SiloOptions options)
    {
        services.AddSingleton<ConnectionDrain>();
        services.AddHostedService(static provider => provider.GetRequiredService<ConnectionDrain>());
        services.AddHostedService<DeliveryDrain>();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = options.Announce + options.Drain + Rest);
    }

    /// <summary>Cuts the listener's connections when the drain time is over.</summary>
    public static void UseConnectionDrain(this ListenOptions listen)
    {
        var drain = listen.ApplicationServices.GetRequiredService<ConnectionDrain>();
        listen.Use(next => async connection =>
        {
            await using var cut = drain.Over.UnsafeRegister(static state => ((ConnectionContext)state!).Abort(), connection).ConfigureAwait(false);
            await next(connection).ConfigureAwait(false);
        });
    }
}
