using System.Net;
using System.Net.Sockets;

namespace Mail.Silo.Options;

/// <summary>A port to listen on; 0 lets the system choose.</summary>
/// <param name="Port">0 to 65535.</param>
/// <param name="IsGiven">The operator chose it; otherwise it is the standard one.</param>
public readonly record struct PortSetting(int Port, bool IsGiven)
{
    public static PortSetting Standard(int port) => new(port, IsGiven: false);

    public static PortSetting Given(int port) => new(port, IsGiven: true);

    /// <summary>For the demo, which should start wherever it can: this port, or any free one if a standard port is taken.</summary>
    public PortSetting OrFree(IPAddress address) => IsGiven || IsFree(address) ? this : Standard(0);

    /// <summary>A port for who must know it before listening: the given one, the standard one or the next free one, or for 0 one of the system's choice.</summary>
    public int Resolve(IPAddress address)
    {
        if (Port == 0)
        {
            using var probe = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            probe.Bind(new IPEndPoint(address, 0));
            return ((IPEndPoint)probe.LocalEndPoint!).Port;
        }

        var port = this;
        while (!port.IsGiven && port.Port < IPEndPoint.MaxPort && !port.IsFree(address))
        {
            port = Standard(port.Port + 1);
        }

        return port.Port;
    }

    /// <summary>Whether it can be listened on now.</summary>
    public bool IsFree(IPAddress address)
    {
        try
        {
            using var probe = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            probe.Bind(new IPEndPoint(address, Port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
