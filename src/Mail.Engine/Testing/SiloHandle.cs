using Mail.Engine.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Runtime;

namespace Orleans.TestingHost;

/// <summary>One silo of a test cluster.</summary>
public abstract class SiloHandle
{
    public string Name { get; protected init; } = "";

    public SiloAddress SiloAddress { get; protected init; } = SiloAddress.Zero;

    public abstract bool IsActive { get; }

    /// <summary>Stops the silo; not gracefully means that its grains hear nothing.</summary>
    public abstract Task StopSiloAsync(bool stopGracefully);
}

/// <summary>One silo in the test's process.</summary>
public sealed class InProcessSiloHandle : SiloHandle
{
    internal InProcessSiloHandle(IHost host)
    {
        SiloHost = host;
        var details = host.Services.GetRequiredService<ILocalSiloDetails>();
        Name = details.Name;
        SiloAddress = details.SiloAddress;
    }

    public IHost SiloHost { get; }

    public override bool IsActive => SiloHost.Services.GetRequiredService<Silo>().Status == SiloStatus.Active;

    public override async Task StopSiloAsync(bool stopGracefully)
    {
        if (!stopGracefully)
        {
            SiloHost.Services.GetRequiredService<Silo>().Kill();
        }

        await SiloHost.StopAsync();
    }
}
