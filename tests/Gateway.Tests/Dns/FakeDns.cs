using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Mail.Protocols.Dns;

namespace Mail.Gateway.Tests.Dns;

/// <summary>A resolver on loopback that answers from a table over UDP, and over TCP if wanted; other names do not exist.</summary>
internal sealed class FakeDns : IDisposable
{
    private readonly Socket _udp;
    private readonly TcpListener? _tcp;
    private readonly CancellationTokenSource _over = new();
    private readonly Dictionary<(string, ushort), byte[][]> _records = [];
    private readonly Lock _lock = new();
    private readonly List<string> _questions = [];

    public FakeDns(bool tcp = false)
    {
        _tcp = tcp ? new TcpListener(IPAddress.Loopback, 0) : null;
        _tcp?.Start();
        Address = (IPEndPoint?)_tcp?.LocalEndpoint ?? new IPEndPoint(IPAddress.Loopback, 0);
        _udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        _udp.Bind(Address);
        Address = (IPEndPoint)_udp.LocalEndPoint!;
        _ = ServeUdpAsync();
        _ = ServeTcpAsync();
    }

    public IPEndPoint Address { get; }

    /// <summary>What was asked, such as <c>tcp example.org Mx</c>.</summary>
    public IReadOnlyList<string> Questions
    {
        get
        {
            lock (_lock)
            {
                return [.. _questions];
            }
        }
    }

    /// <summary>RCODE of every answer; null: by the table.</summary>
    public byte? Code { get; set; }

    /// <summary>Says AD (RFC 4035 §3.2.3).</summary>
    public bool IsAuthentic { get; set; }

    /// <summary>TTL and last field of the SOA that comes with negative answers; null: none comes.</summary>
    public (uint TimeToLive, uint Minimum)? Soa { get; set; }

    /// <summary>TCP connections are closed behind each answer, as a resolver does with idle ones.</summary>
    public bool ClosesTcp { get; set; }

    /// <summary>What becomes of an answer on its way; null: it is lost.</summary>
    public Func<byte[], byte[]?> OnTheWay { get; set; } = static answer => answer;

    public FakeDns Mx(string name, int preference, string host) =>
        Add(name, DnsRecordType.Mx, [(byte)(preference >> 8), (byte)preference, .. Name(host)]);

    public FakeDns A(string name, string address, uint ttl = 60) => Add(name, DnsRecordType.A, IPAddress.Parse(address).GetAddressBytes(), ttl);

    public FakeDns Txt(string name, params byte[][] strings) => Add(name, DnsRecordType.Txt, [.. strings.SelectMany(s => (byte[])[(byte)s.Length, .. s])]);

    public FakeDns Ptr(string name, string host) => Add(name, DnsRecordType.Ptr, Name(host));

    /// <summary>An alias and an address behind it, in one answer.</summary>
    public FakeDns Alias(string name, uint ttl, string target, string address, uint targetTtl)
    {
        lock (_lock)
        {
            _records[(name, (ushort)DnsRecordType.A)] = [Record([0xC0, 12], 5, ttl, Name(target)), Record(Name(target), 1, targetTtl, IPAddress.Parse(address).GetAddressBytes())];
        }

        return this;
    }

    public void Dispose()
    {
        _over.Cancel();
        _udp.Dispose();
        _tcp?.Dispose();
        _over.Dispose();
    }

    private static byte[] Name(string host) =>
        [.. host.Split('.', StringSplitOptions.RemoveEmptyEntries).SelectMany(l => (byte[])[(byte)l.Length, .. Encoding.ASCII.GetBytes(l)]), 0];

    private static byte[] Record(byte[] owner, ushort type, uint ttl, byte[] data) =>
        [.. owner, (byte)(type >> 8), (byte)type, 0, 1, .. Number(ttl), (byte)(data.Length >> 8), (byte)data.Length, .. data];

    private static byte[] Number(uint value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];

    private FakeDns Add(string name, DnsRecordType type, byte[] data, uint ttl = 60)
    {
        lock (_lock)
        {
            var key = (name, (ushort)type);
            _records[key] = [.. _records.GetValueOrDefault(key) ?? [], Record([0xC0, 12], (ushort)type, ttl, data)];
        }

        return this;
    }

    private async Task ServeUdpAsync()
    {
        try
        {
            var buffer = new byte[4096];
            while (true)
            {
                var question = await _udp.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0), _over.Token);
                if (OnTheWay(Answer("udp", buffer[..question.ReceivedBytes])) is { } answer)
                {
                    await _udp.SendToAsync(answer, question.RemoteEndPoint, _over.Token);
                }
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Disposed.
        }
    }

    private async Task ServeTcpAsync()
    {
        try
        {
            while (_tcp is not null)
            {
                _ = ServeAsync(await _tcp.AcceptTcpClientAsync(_over.Token));
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var (stream, length) = (client.GetStream(), new byte[2]);
                do
                {
                    await stream.ReadExactlyAsync(length, _over.Token);
                    var question = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
                    await stream.ReadExactlyAsync(question, _over.Token);
                    if (OnTheWay(Answer("tcp", question)) is { } answer)
                    {
                        await stream.WriteAsync((byte[])[(byte)(answer.Length >> 8), (byte)answer.Length, .. answer], _over.Token);
                    }
                }
                while (!ClosesTcp);
            }
            catch (Exception ended) when (ended is IOException or ObjectDisposedException or OperationCanceledException)
            {
                // The client went, or this was disposed.
            }
        }
    }

    private byte[] Answer(string transport, byte[] question)
    {
        var labels = new List<string>();
        var at = 12;
        for (; question[at] != 0; at += question[at] + 1)
        {
            labels.Add(Encoding.Latin1.GetString(question, at + 1, question[at]));
        }

        var (name, type) = (string.Join('.', labels), BinaryPrimitives.ReadUInt16BigEndian(question.AsSpan(at + 1)));
        lock (_lock)
        {
            _questions.Add($"{transport} {name} {(DnsRecordType)type}");
            var code = Code ?? (byte)(_records.Keys.Any(k => k.Item1 == name) ? 0 : 3);
            var found = Code is null ? _records.GetValueOrDefault((name, type)) ?? [] : [];
            byte[] authority = found.Length == 0 && Soa is { } soa ? Record([0], 6, soa.TimeToLive, [0, 0, .. Number(1), .. Number(60), .. Number(60), .. Number(60), .. Number(soa.Minimum)]) : [];
            return [question[0], question[1], 0x81, (byte)(0x80 | (IsAuthentic ? 0x20 : 0) | code), 0, 1, 0, (byte)found.Length, 0, (byte)(authority.Length > 0 ? 1 : 0), 0, 0, .. question[12..(at + 5)], .. found.SelectMany(r => r), .. authority];
        }
    }
}
