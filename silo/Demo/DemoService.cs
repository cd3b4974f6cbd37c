using Mail.Silo.Options;
using Orleans;

namespace Mail.Silo.Demo;

/// <summary>Makes the demo's users once the engine runs and before any port listens.</summary>
internal sealed class DemoService(IGrainFactory grains, TimeProvider time, SiloOptions options) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await new DemoSetup(grains, time, options.Passwords.Iterations).RunAsync(options.DemoUsers, cancellationToken);
        await DemoApiKey.EnsureAsync(grains, time, options.DataFolder);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
