using Microsoft.Extensions.Hosting;
using Orleans.Hosting;

namespace Orleans.TestingHost;

/// <summary>Configures each silo of a test cluster.</summary>
public interface ISiloConfigurator
{
    void Configure(ISiloBuilder siloBuilder);
}

/// <summary>Configures the host of each silo of a test cluster.</summary>
public interface IHostConfigurator
{
    void Configure(IHostBuilder hostBuilder);
}
