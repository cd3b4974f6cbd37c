using System.Net;

namespace Orleans.Configuration;

/// <summary>Where the silo is reached.</summary>
public class EndpointOptions
{
    public IPAddress AdvertisedIPAddress { get; set; } = IPAddress.Loopback;

    /// <summary>Port for other silos, 0–65535. 11111.</summary>
    public int SiloPort { get; set; } = 11111;

    /// <summary>Port for clients, 0 for none. 30000.</summary>
    public int GatewayPort { get; set; } = 30000;
}
