using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Mail.Protocols.Dns;

namespace Mail.Gateway.Delivery.Outbound.Dns;

/// <summary>
/// A stub resolver: UDP from a port of the system's choice with an unpredictable id, TCP where an answer is truncated. It trusts the
/// resolver that it was given, as every stub does.
/// </summary>
internal sealed class DnsClient(IReadOnlyList<IPEndPoint> servers, TimeProvider clock) : IDnsClient
{
    private const int Rounds = 2;
    private const int LongestUdp = 4096;
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(5);

    /// <summary>The servers of a resolver configuration; loopback if it names none.</summary>
    public static IReadOnlyList<IPEndPoint> ReadServers(string configuration)
    {
        var servers = new List<IPEndPoint>();
        foreach (var line in configuration.Split('\n'))
        {
            var words = line.Split((char[])[' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
            if (words is ["nameserver", var address, ..] && IPAddress.TryParse(address, out var parsed) && servers.Count < 3)
            {
                servers.Add(new IPEndPoint(parsed, 53));
            }
        }

        return servers.Count > 0 ? servers : [new IPEndPoint(IPAddress.Loopback, 53)];
    }

    public async Task<DnsMessage> AskAsync(string name, DnsRecordType type, CancellationToken cancellation)
    {
        var reason = "no answer";
        for (var i = 0; i < Rounds * servers.Count; i++)
        {
            try
            {
                var answer = await AskAsync(servers[i % servers.Count], name, type, cancellation).ConfigureAwait(false);
                if (answer.Code is DnsResponseCode.NoError or DnsResponseCode.NameError)
                {
                    return answer;
                }

                reason = answer.Code.ToString();
            }
            catch (Exception cause) when (cause is SocketException or IOException || (cause is OperationCanceledException && !cancellation.IsCancellationRequested))
            {
                reason = cause is OperationCanceledException ? "no answer in time" : cause.Message;
            }
        }

        throw new DnsFailedException($"DNS lookup of {name} {type.ToString().ToUpperInvariant()} failed: {reason}");
    }

    private async Task<DnsMessage> AskAsync(IPEndPoint server, string name, DnsRecordType type, CancellationToken cancellation)
    {
        var id = BinaryPrimitives.ReadUInt16LittleEndian(RandomNumberGenerator.GetBytes(2));
        if (!DnsMessage.TryWriteQuestion(id, name, type, out var question))
        {
            throw new DnsFailedException($"'{name}' cannot be asked of DNS");
        }

        using var timer = new CancellationTokenSource(Wait, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellation);
        using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        // Connected: answers from elsewhere do not reach it.
        await socket.ConnectAsync(server, both.Token).ConfigureAwait(false);
        await socket.SendAsync(question, both.Token).ConfigureAwait(false);
        var buffer = new byte[LongestUdp];
        while (true)
        {
            var length = await socket.ReceiveAsync(buffer, both.Token).ConfigureAwait(false);
            if (DnsMessage.TryRead(buffer.AsSpan(0, length), out var answer) && IsOf(answer!, id, name, type))
            {
                return answer!.IsTruncated ? await AskByTcpAsync(server, question, id, name, type, both.Token).ConfigureAwait(false) : answer;
            }
        }
    }

    private static async Task<DnsMessage> AskByTcpAsync(
        IPEndPoint server, byte[] question, ushort id, string name, DnsRecordType type, CancellationToken cancellation)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server, cancellation).ConfigureAwait(false);
        using var stream = new NetworkStream(socket);
        // RFC 1035 §4.2.2: two octets of length in front.
        await stream.WriteAsync((byte[])[(byte)(question.Length >> 8), (byte)question.Length, .. question], cancellation).ConfigureAwait(false);
        var length = new byte[2];
        await stream.ReadExactlyAsync(length, cancellation).ConfigureAwait(false);
        var buffer = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
        await stream.ReadExactlyAsync(buffer, cancellation).ConfigureAwait(false);
        return DnsMessage.TryRead(buffer, out var answer) && IsOf(answer!, id, name, type)
            ? answer!
            : throw new IOException("a malformed answer over TCP");
    }

    private static bool IsOf(DnsMessage answer, ushort id, string name, DnsRecordType type) =>
        answer.Id == id && answer.QuestionType == type && string.Equals(answer.QuestionName, name.TrimEnd('.'), StringComparison.OrdinalIgnoreCase);
}
