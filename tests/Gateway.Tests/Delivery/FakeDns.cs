using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Mail.Protocols.Dns;

namespace Mail.Gateway.Tests.Delivery;

/// <summary>A resolver on loopback that answers from a table; other names do not exist.</summary>
internal sealed class FakeDns : IDisposable
{
    private readonly UdpClient _socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly Dictionary<(string, DnsRecordType), byte[][]> _records = [];

    public FakeDns() => _ = ServeAsync();

    public IPEndPoint Address => (IPEndPoint)_socket.Client.LocalEndPoint!;

    public FakeDns Mx(string name, int preference, string host) =>
        Add(name, DnsRecordType.Mx, [(byte)(preference >> 8), (byte)preference, .. Name(host)]);

    public FakeDns A(string name, string address) => Add(name, DnsRecordType.A, IPAddress.Parse(address).GetAddressBytes());

    public void Dispose() => _socket.Dispose();

    private static byte[] Name(string host) =>
        [.. host.Split('.', StringSplitOptions.RemoveEmptyEntries).SelectMany(l => (byte[])[(byte)l.Length, .. Encoding.ASCII.GetBytes(l)]), 0];

    private FakeDns Add(string name, DnsRecordType type, byte[] data)
    {
        _records[(name, type)] = [.. _records.GetValueOrDefault((name, type)) ?? [], data];
        return this;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var question = await _socket.ReceiveAsync();
                await _socket.SendAsync(Answer(question.Buffer), question.RemoteEndPoint);
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private byte[] Answer(byte[] question)
    {
        var labels = new List<string>();
        var at = 12;
        for (; question[at] != 0; at += question[at] + 1)
        {
            labels.Add(Encoding.ASCII.GetString(question, at + 1, question[at]));
        }

        var (name, type) = (string.Join('.', labels), (DnsRecordType)BinaryPrimitives.ReadUInt16BigEndian(question.AsSpan(at + 1)));
        var known = _records.Keys.Any(k => k.Item1 == name);
        var found = _records.GetValueOrDefault((name, type)) ?? [];
        var answer = new List<byte>(question) { };
        (answer[2], answer[3], answer[7]) = (0x81, (byte)(known ? 0x80 : 0x83), (byte)found.Length);
        foreach (var data in found)
        {
            answer.AddRange([0xC0, 12, 0, (byte)type, 0, 1, 0, 0, 0, 60, (byte)(data.Length >> 8), (byte)data.Length, .. data]);
        }

        return [.. answer];
    }
}
