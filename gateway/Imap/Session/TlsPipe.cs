using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Cryptography;
using Mail.Gateway.Tls;

namespace Mail.Gateway.Imap.Session;

/// <summary>A connection under TLS: pipes over an <see cref="SslStream"/> over the transport's pipes.</summary>
internal sealed class TlsPipe : IDuplexPipe, IAsyncDisposable
{
    private readonly SslStream _stream;

    private TlsPipe(SslStream stream)
    {
        _stream = stream;
        // Zero-byte reads: an idle connection holds no read buffer.
        Input = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true, useZeroByteReads: true));
        Output = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));
    }

    public PipeReader Input { get; }

    public PipeWriter Output { get; }

    /// <summary>Makes the handshake as the server.</summary>
    /// <exception cref="System.Security.Authentication.AuthenticationException">The handshake failed.</exception>
    /// <exception cref="IOException">The peer went away.</exception>
    public static async Task<TlsPipe> AcceptAsync(
        IDuplexPipe transport, SslServerAuthenticationOptions options, CancellationToken cancellation)
    {
        var stream = new SslStream(new DuplexPipeStream(transport.Input, transport.Output), leaveInnerStreamOpen: true);
        try
        {
            await stream.AuthenticateAsServerAsync(options, cancellation).ConfigureAwait(false);
            return new TlsPipe(stream);
        }
        catch
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Input.CompleteAsync().ConfigureAwait(false);
        try
        {
            await Output.CompleteAsync().ConfigureAwait(false);
            await _stream.ShutdownAsync().ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is IOException or InvalidOperationException or OperationCanceledException or CryptographicException)
        {
            // The peer did not wait for our close_notify, or broke the TLS session so that there is none.
        }

        await _stream.DisposeAsync().ConfigureAwait(false);
    }
}
