using System.Net;
using System.Net.Sockets;

namespace Mail.Silo.Cli.Doctor;

/// <summary>Listeners that are for this machine and its neighbours, where the whole world may reach them.</summary>
internal static class ExposureCheck
{
    public static IEnumerable<Finding> Run(Patient patient)
    {
        foreach (var listener in patient.Options.Listeners)
        {
            if (listener.Address is { } address && IsPublic(address) && AdviceOn(listener.Section) is { } advice)
            {
                yield return Finding.Warn($"exposure {listener.Name}", $"listens on {address}, where others than this machine may reach it", advice);
            }
        }
    }

    private static string? AdviceOn(string section) => section switch
    {
        "http" => "It has no TLS, so API keys and passwords cross the network in the clear: set http.listen to 127.0.0.1, and https.listen to where others may come from, or put a proxy with TLS in front.",
        "lmtp" => "Whoever reaches it delivers mail without the limits for strangers: set lmtp.listen to 127.0.0.1, to an address of your own network, or to off.",
        _ => null,
    };

    /// <summary>Not loopback, not private (RFC 1918, RFC 4193), not of the link alone.</summary>
    private static bool IsPublic(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (IPAddress.IsLoopback(plain) || plain.IsIPv6LinkLocal || plain.IsIPv6UniqueLocal)
        {
            return false;
        }

        return plain.AddressFamily != AddressFamily.InterNetwork
            || plain.GetAddressBytes() is not ([10, ..] or [172, >= 16 and < 32, ..] or [192, 168, ..] or [169, 254, ..]);
    }
}
