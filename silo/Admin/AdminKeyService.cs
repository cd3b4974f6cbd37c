using Mail.Contracts.Tenants;
using Mail.Silo.Demo;
using Mail.Silo.Options;
using Orleans;

namespace Mail.Silo.Admin;

/// <summary>Sees to it that somebody can administer the server, once the silo runs and before any port listens.</summary>
internal sealed class AdminKeyService(IGrainFactory grains, TimeProvider time, SiloOptions options, ILogger<AdminKeyService> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.AdminKey && await AdminKey.EnsureAsync(grains, time, options.DataFolder))
        {
            logger.MadeKey(AdminKey.PathIn(options.DataFolder));
        }

        if (!options.Demo && await grains.GetGrain<IDomainGrain>(DemoSetup.Domain).GetAsync() is not null)
        {
            logger.DemoUsers(DemoSetup.Domain);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

internal static partial class AdminKeyLog
{
    [LoggerMessage(1, LogLevel.Information, "Made an API key of the system: it lies in {Path}, readable by this account alone")]
    public static partial void MadeKey(this ILogger logger, string path);

    [LoggerMessage(2, LogLevel.Warning, "This is no demo, but the demo's domain {Domain} and its users, whose password everybody knows, are in the store: delete them")]
    public static partial void DemoUsers(this ILogger logger, string domain);
}
