using System.Net;
using System.Net.Sockets;
using Mail.Silo;
using Mail.Silo.Cluster;
using Mail.Silo.Options;

namespace Silo.Tests;

/// <summary>The ports of the silo on a machine where some are taken.</summary>
public sealed class SiloPortTests : IDisposable
{
    private readonly TcpListener _other = new(IPAddress.Loopback, 0);

    public SiloPortTests() => _other.Start();

    private int Taken => ((IPEndPoint)_other.LocalEndpoint).Port;

    public void Dispose() => _other.Dispose();

    [Fact]
    public void A_standard_port_that_is_taken_makes_room_for_the_next_free_one()
    {
        var chosen = SiloEndpoints.Choose(Options(PortSetting.Standard(Taken), PortSetting.Given(0)));
        Assert.InRange(chosen.SiloPort, Taken + 1, IPEndPoint.MaxPort);
    }

    [Fact]
    public void A_port_asked_for_by_name_that_is_taken_is_refused_with_its_option()
    {
        var refusal = Assert.Throws<StartFailedException>(() => SiloEndpoints.Choose(Options(PortSetting.Given(0), PortSetting.Given(Taken))));
        Assert.Contains($"{Taken} (--silo-client-port)", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Silo_and_clients_never_share_a_port()
    {
        var chosen = SiloEndpoints.Choose(Options(PortSetting.Standard(Taken), PortSetting.Standard(Taken)));
        Assert.NotEqual(chosen.SiloPort, chosen.ClientPort);
    }

    private static SiloOptions Options(PortSetting silo, PortSetting client) => new() { SiloPort = silo, SiloClientPort = client };
}
