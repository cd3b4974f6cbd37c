using Mail.Conformance.Orleans;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Messaging;
using Orleans.Runtime.Membership;

namespace Mail.Cluster.Tests;

public sealed class PostgresMembershipTableTests : MembershipTableKit
{
    private readonly PostgresSilo _silo = new();

    public override async Task DisposeAsync() => await _silo.DisposeAsync();

    protected override async Task<IMembershipTable> OpenAsync(string cluster) => (await _silo.OpenAsync(cluster)).GetRequiredService<IMembershipTable>();

    protected override async Task<IGatewayListProvider> OpenGatewaysAsync(string cluster)
    {
        var services = await _silo.OpenAsync(cluster);
        var silo = services.GetRequiredService<IOptions<AdoNetClusteringSiloOptions>>().Value;
        var client = new AdoNetClusteringClientOptions { Invariant = silo.Invariant, ConnectionString = silo.ConnectionString };
        var gateways = ActivatorUtilities.CreateInstance<AdoNetGatewayListProvider>(services, Options.Create(client));
        await gateways.InitializeGatewayListProvider();
        return gateways;
    }
}
