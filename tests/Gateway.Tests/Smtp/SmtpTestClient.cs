using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace Mail.Gateway.Tests.Smtp;

/// <summary>A client that sends exactly the octets it is given.</summary>
internal sealed class SmtpTestClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Socket _socket;
    private readonly List<byte> _received = [];
    private Stream _stream;

    private SmtpTestClient(Socket socket)
    {
        _socket = socket;
        _stream = new NetworkStream(socket, ownsSocket: true);
    }

    public static async Task<SmtpTestClient> ConnectAsync(int port)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        return new SmtpTestClient(socket);
    }

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    public async Task SendAsync(ReadOnlyMemory<byte> octets) => await _stream.WriteAsync(octets);

    public void Shutdown() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>One reply with all its lines, CRLF between them; empty when the server has closed.</summary>
    public async Task<string> ReadAsync()
    {
        var reply = new StringBuilder();
        while (true)
        {
            var line = await ReadLineAsync();
            if (line is null)
            {
                return reply.ToString();
            }

            reply.Append(line);
            if (line.Length < 4 || line[3] != '-')
            {
                return reply.ToString();
            }

            reply.Append("\r\n");
        }
    }

    public async Task<string> AskAsync(string command)
    {
        await SendAsync(command + "\r\n");
        return await ReadAsync();
    }

    /// <summary>Envelope up to the 354.</summary>
    public async Task OpenDataAsync(string recipient = "ann@here.example")
    {
        Assert.StartsWith("250", await AskAsync("MAIL FROM:<sender@there.example>"));
        Assert.StartsWith("250", await AskAsync($"RCPT TO:<{recipient}>"));
        Assert.StartsWith("354", await AskAsync("DATA"));
    }

    public async Task<SslStream> StartTlsAsync()
    {
        var tls = new SslStream(_stream, leaveInnerStreamOpen: false);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "mx.here.example",
            EnabledSslProtocols = SslProtocols.Tls13,
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate!.Subject == "CN=mx.here.example",
        }).WaitAsync(Patience);
        _stream = tls;
        return tls;
    }

    public void Dispose() => _stream.Dispose();

    private async Task<string?> ReadLineAsync()
    {
        var buffer = new byte[4096];
        while (true)
        {
            var end = _received.IndexOf((byte)'\n');
            if (end >= 0)
            {
                Assert.Equal((byte)'\r', _received[end - 1]);
                var line = Encoding.UTF8.GetString(_received.GetRange(0, end - 1).ToArray());
                _received.RemoveRange(0, end + 1);
                return line;
            }

            var count = await ReceiveAsync(buffer);
            if (count == 0)
            {
                return null;
            }

            _received.AddRange(buffer.AsSpan(0, count));
        }
    }

    private async Task<int> ReceiveAsync(byte[] buffer)
    {
        try
        {
            return await _stream.ReadAsync(buffer).AsTask().WaitAsync(Patience);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
