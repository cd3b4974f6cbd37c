using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Mail.Gateway.Smtp;

/// <summary>Counts connections, in total and by address (IPv6: by /64, which is what one subscriber has).</summary>
internal sealed class ConnectionLimiter(int most, int mostPerAddress)
{
    private readonly ConcurrentDictionary<IPAddress, int> _byAddress = new();
    private int _total;

    /// <summary>False when there is no room; true must be paired with <see cref="Leave"/>.</summary>
    public bool TryEnter(IPAddress? address)
    {
        if (Interlocked.Increment(ref _total) > most)
        {
            Interlocked.Decrement(ref _total);
            return false;
        }

        if (address is null || _byAddress.AddOrUpdate(Network(address), 1, static (_, n) => n + 1) <= mostPerAddress)
        {
            return true;
        }

        Leave(address);
        return false;
    }

    public void Leave(IPAddress? address)
    {
        Interlocked.Decrement(ref _total);
        if (address is null)
        {
            return;
        }

        var key = Network(address);
        if (_byAddress.AddOrUpdate(key, 0, static (_, n) => n - 1) <= 0)
        {
            _byAddress.TryRemove(new KeyValuePair<IPAddress, int>(key, 0));
        }
    }

    private static IPAddress Network(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6 || address.IsIPv4MappedToIPv6)
        {
            return address;
        }

        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[8..].Clear();
        return new IPAddress(bytes);
    }
}
