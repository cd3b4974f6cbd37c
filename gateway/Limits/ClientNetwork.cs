using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Mail.Gateway.Limits;

/// <summary>What one client is taken to be: an IPv4 address, or an IPv6 /64, which is what one subscriber has.</summary>
internal readonly record struct ClientNetwork(UInt128 Prefix)
{
    public static ClientNetwork Of(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            address = address.MapToIPv6();
        }

        address.TryWriteBytes(bytes, out _);
        if (!address.IsIPv4MappedToIPv6)
        {
            bytes[8..].Clear();
        }

        return new ClientNetwork(BinaryPrimitives.ReadUInt128BigEndian(bytes));
    }

    public static ClientNetwork? Of(EndPoint? peer) => peer is IPEndPoint { Address: var address } ? Of(address) : null;

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, Prefix);
        var address = new IPAddress(bytes);
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4().ToString() : $"{address}/64";
    }
}
