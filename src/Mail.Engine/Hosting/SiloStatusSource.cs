using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Mail.Engine.Hosting;

/// <summary>The silo's state for its grains, which are made after it.</summary>
internal sealed class SiloStatusSource(IServiceProvider services)
{
    public SiloStatus Current => services.GetRequiredService<Silo>().Status;
}
