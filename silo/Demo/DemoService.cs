using Mail.Silo.Options;
using Orleans;

namespace Mail.Silo.Demo;

/// <summary>Makes the demo's users once the silo runs and before any port listens.</summary>
internal sealed class DemoService(IGrainFactory grains, TimeProvider time, SiloOptions options) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) =>
        new DemoSetup(grains, time, options.Passwords.Iterations).RunAsync(options.DemoUsers, cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
