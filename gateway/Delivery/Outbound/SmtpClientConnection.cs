using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Mail.Protocols.Smtp.Client;

namespace Mail.Gateway.Delivery.Outbound;

/// <summary>The octets of one connection to another server: commands out, replies in, each with its deadline.</summary>
internal sealed class SmtpClientConnection(Socket socket, TimeProvider clock, CancellationToken stopping) : IAsyncDisposable
{
    private Stream _stream = new NetworkStream(socket, ownsSocket: true);
    private PipeReader? _reader;

    public bool IsSecure { get; private set; }

    public static async Task<SmtpClientConnection> OpenAsync(IPEndPoint to, TimeSpan timeout, TimeProvider clock, CancellationToken stopping)
    {
        var socket = new Socket(to.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            using var timer = new CancellationTokenSource(timeout, clock);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, stopping);
            await socket.ConnectAsync(to, both.Token).ConfigureAwait(false);
            return new SmtpClientConnection(socket, clock, stopping);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Begins TLS; what the server sent in the clear behind its go-ahead is thrown away (RFC 3207 §5).</summary>
    public async Task SecureAsync(string host, bool verify, TimeSpan timeout)
    {
        _reader = null;
        var tls = new SslStream(_stream, leaveInnerStreamOpen: false);
        var options = new SslClientAuthenticationOptions { TargetHost = IPAddress.TryParse(host, out _) ? "" : host };
        if (!verify)
        {
            options.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
        }

        _stream = tls;
        await WithinAsync(timeout, token => tls.AuthenticateAsClientAsync(options, token)).ConfigureAwait(false);
        IsSecure = true;
    }

    public Task WriteAsync(string lines, TimeSpan timeout) => WriteAsync(Encoding.UTF8.GetBytes(lines), timeout);

    public Task WriteAsync(ReadOnlyMemory<byte> octets, TimeSpan timeout) =>
        WithinAsync(timeout, async token => await _stream.WriteAsync(octets, token).ConfigureAwait(false));

    /// <exception cref="IOException">The server closed, or does not speak SMTP.</exception>
    public async Task<SmtpServerReply> ReadAsync(TimeSpan timeout)
    {
        SmtpServerReply? reply = null;
        await WithinAsync(timeout, async token => reply = await ReadReplyAsync(token).ConfigureAwait(false)).ConfigureAwait(false);
        return reply!;
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private async Task<SmtpServerReply> ReadReplyAsync(CancellationToken token)
    {
        var reader = _reader ??= PipeReader.Create(_stream, new StreamPipeReaderOptions(leaveOpen: true));
        while (true)
        {
            var result = await reader.ReadAsync(token).ConfigureAwait(false);
            var buffer = result.Buffer;
            var found = SmtpReplyParser.Read(ref buffer, out var reply);
            reader.AdvanceTo(buffer.Start, found == SmtpReplyResult.Incomplete ? buffer.End : buffer.Start);
            if (found == SmtpReplyResult.Reply)
            {
                return reply!;
            }

            if (found == SmtpReplyResult.Malformed || result.IsCompleted)
            {
                throw new IOException(found == SmtpReplyResult.Malformed ? "the other side does not speak SMTP" : "the other side closed the connection");
            }
        }
    }

    private async Task WithinAsync(TimeSpan timeout, Func<CancellationToken, Task> action)
    {
        using var timer = new CancellationTokenSource(timeout, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, stopping);
        try
        {
            await action(both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            throw new IOException("no answer in time");
        }
    }
}
