using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Scenarios.Harness;

/// <summary>A socket that speaks lines. Octets are Latin-1 characters here, so nothing is lost.</summary>
internal sealed class LineConnection(Stream stream) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly byte[] _buffer = new byte[65536];
    private int _start;
    private int _end;
    private Stream _stream = stream;

    public static async Task<LineConnection> OpenAsync(int port, bool tls)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port));
        var line = new LineConnection(new NetworkStream(socket, ownsSocket: true));
        if (tls)
        {
            await line.StartTlsAsync();
        }

        return line;
    }

    public async Task StartTlsAsync()
    {
        var tls = new SslStream(_stream, leaveInnerStreamOpen: false, (_, _, _, _) => true);
        await tls.AuthenticateAsClientAsync("mail.demo.test");
        _stream = tls;
    }

    public Task WriteAsync(string text) => _stream.WriteAsync(Encoding.Latin1.GetBytes(text)).AsTask();

    public async Task<string> ReadLineAsync()
    {
        var line = new StringBuilder();
        while (true)
        {
            var c = (char)await ReadByteAsync();
            if (c == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append(c);
        }
    }

    public async Task<string> ReadAsync(int octets)
    {
        var text = new StringBuilder(octets);
        while (text.Length < octets)
        {
            text.Append((char)await ReadByteAsync());
        }

        return text.ToString();
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private async ValueTask<byte> ReadByteAsync()
    {
        if (_start == _end)
        {
            using var patience = new CancellationTokenSource(Patience);
            (_start, _end) = (0, await _stream.ReadAsync(_buffer, patience.Token));
            if (_end == 0)
            {
                throw new EndOfStreamException("The server closed the connection.");
            }
        }

        return _buffer[_start++];
    }
}
