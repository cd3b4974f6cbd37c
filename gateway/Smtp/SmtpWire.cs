using System.Buffers;
using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Cryptography;
using System.Text;
using Mail.Gateway.Tls;
using Mail.Protocols.Smtp;

namespace Mail.Gateway.Smtp;

/// <summary>
/// The octets of one session: lines and content in, replies out, deadlines on both, and the change to TLS. Replies are
/// flushed when the input is drained and the session is about to wait (RFC 2920 §3.2), or when many have gathered.
/// </summary>
internal sealed class SmtpWire : IAsyncDisposable
{
    // Replies, each far below the 512 octets of RFC 5321 §4.5.3.1.5.
    private const int MostUnflushed = 200;
    private const int TlsRecord = 16 * 1024;
    private static readonly TimeSpan LastFlush = TimeSpan.FromSeconds(10);

    private readonly TimeProvider _clock;
    private readonly TimeSpan _replies;
    private readonly PeerDeadline _deadline;
    private readonly CancellationToken _drain;
    private readonly CancellationTokenRegistration _drainRegistration;
    private volatile PipeReader _reader;
    private volatile PipeWriter _writer;
    private SslStream? _tls;
    private SmtpLineReader _lines;
    private ReadOnlySequence<byte> _buffer;
    private bool _holding;
    private volatile bool _flushing;
    private int _unflushed;

    /// <param name="transport">The connection.</param>
    /// <param name="clock">Time of the deadlines.</param>
    /// <param name="replies">Time for the peer to take replies that fill the connection.</param>
    /// <param name="drain">Signalled when the server stops.</param>
    public SmtpWire(IDuplexPipe transport, TimeProvider clock, TimeSpan replies, CancellationToken drain)
    {
        _replies = replies;
        _reader = transport.Input;
        _writer = transport.Output;
        _clock = clock;
        _drain = drain;
        _deadline = new PeerDeadline(clock, Expire);
        _drainRegistration = drain.UnsafeRegister(static state => ((SmtpWire)state!)._reader.CancelPendingRead(), this);
    }

    /// <summary>The TLS session; null in plain text.</summary>
    public SslStream? Tls => _tls;

    public bool IsDraining => _drain.IsCancellationRequested;

    public void Write(SmtpReply reply)
    {
        reply.WriteTo(_writer);
        _unflushed++;
    }

    /// <summary>Writes <c>334</c> with a challenge in base64 (RFC 4954 §4), which may be longer than a reply.</summary>
    public void WriteChallenge(ReadOnlySpan<byte> challenge)
    {
        _writer.Write("334 "u8);
        _writer.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(challenge)));
        _writer.Write("\r\n"u8);
        _unflushed++;
    }

    /// <summary>Reads one line; it is valid until the next read.</summary>
    /// <param name="limit">Octets with CRLF.</param>
    /// <param name="timeout">Bound for the wait.</param>
    /// <param name="idle">Nothing is under way, so a stopping server may end here.</param>
    public async ValueTask<(WireStatus Status, SmtpLineResult Kind, ReadOnlySequence<byte> Line)> ReadLineAsync(int limit, TimeSpan timeout, bool idle)
    {
        var started = 0L;
        while (true)
        {
            var kind = _lines.Read(ref _buffer, limit, out var line);
            if (kind != SmtpLineResult.Incomplete)
            {
                return (WireStatus.Ok, kind, line);
            }

            // The bound is for the whole line: octet by octet it could be kept open for days.
            var rest = started == 0 ? timeout : timeout - _clock.GetElapsedTime(started);
            started = started == 0 ? _clock.GetTimestamp() : started;
            var status = rest <= TimeSpan.Zero ? WireStatus.TimedOut : await FillAsync(rest, idle).ConfigureAwait(false);
            if (status != WireStatus.Ok)
            {
                return (status, kind, default);
            }
        }
    }

    /// <summary>Reads the mail data of DATA up to and with its end.</summary>
    public async ValueTask<WireStatus> ReadDataAsync(SmtpDataDecoder decoder, SmtpContent content, ContentTimes times)
    {
        while (true)
        {
            foreach (var memory in _buffer)
            {
                var done = decoder.Decode(memory.Span, content.Buffer, out var consumed);
                content.Account(decoder);
                _buffer = _buffer.Slice(consumed);
                if (done)
                {
                    return WireStatus.Ok;
                }
            }

            var status = decoder.Length > times.MostOctets ? WireStatus.TooMuch : await WaitForContentAsync(content.Started, decoder.Length, times).ConfigureAwait(false);
            if (status != WireStatus.Ok)
            {
                return status;
            }
        }
    }

    /// <summary>Reads one chunk of BDAT; without a decoder it is thrown away (RFC 3030 §2).</summary>
    public async ValueTask<WireStatus> ReadChunkAsync(long size, SmtpChunkDecoder? decoder, SmtpContent? content, ContentTimes times)
    {
        // Of a message in many chunks the time is one: a chunk of an octet now and then would keep its memory for days.
        var started = content?.Started ?? _clock.GetTimestamp();
        var dropped = 0L;
        while (true)
        {
            var available = _buffer.Slice(0, Math.Min(size, _buffer.Length));
            foreach (var memory in available)
            {
                decoder?.Decode(memory.Span, content!.Buffer);
                content?.Account(decoder!);
            }

            size -= available.Length;
            dropped += available.Length;
            _buffer = _buffer.Slice(available.End);
            if (size == 0)
            {
                return WireStatus.Ok;
            }

            var status = await WaitForContentAsync(started, decoder?.Length ?? dropped, times).ConfigureAwait(false);
            if (status != WireStatus.Ok)
            {
                return status;
            }
        }
    }

    /// <summary>
    /// Answers with <paramref name="ready"/>, if there is one, and makes the session a TLS one. What the peer sent in plain text behind its
    /// STARTTLS is thrown away first: it may have been put there by somebody in between (RFC 3207 §5).
    /// </summary>
    public async Task StartTlsAsync(SmtpReply? ready, SslServerAuthenticationOptions options, TimeSpan timeout)
    {
        if (ready is not null)
        {
            DiscardInput();
            Write(ready);
            await FlushAsync().ConfigureAwait(false);
        }

        var plainReader = _reader;
        var tls = new SslStream(new DuplexPipeStream(plainReader, _writer), leaveInnerStreamOpen: true);
        using var cancellation = new CancellationTokenSource(timeout, _clock);
        try
        {
            await tls.AuthenticateAsServerAsync(options, cancellation.Token).ConfigureAwait(false);
        }
        catch
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        _tls = tls;
        _reader = PipeReader.Create(tls, new StreamPipeReaderOptions(bufferSize: TlsRecord, leaveOpen: true));
        _writer = PipeWriter.Create(tls, new StreamPipeWriterOptions(leaveOpen: true));
        if (_drain.IsCancellationRequested)
        {
            _reader.CancelPendingRead();
        }
    }

    /// <summary>Sends what is left, as far as the peer takes it in a short time.</summary>
    public async ValueTask FinishAsync()
    {
        _deadline.Set(LastFlush);
        if (_unflushed > 0 && await FlushAsync().ConfigureAwait(false) && _tls is not null)
        {
            try
            {
                await _tls.ShutdownAsync().ConfigureAwait(false);
            }
            catch (CryptographicException)
            {
                // The peer broke the TLS session; there is nothing to close in order.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _drainRegistration.DisposeAsync().ConfigureAwait(false);
        _deadline.Dispose();
        if (_holding)
        {
            _reader.AdvanceTo(_buffer.End);
            _holding = false;
        }

        if (_tls is not null)
        {
            // With a cause: what could not be sent until now is not tried again.
            var ended = new OperationCanceledException();
            await _reader.CompleteAsync(ended).ConfigureAwait(false);
            await _writer.CompleteAsync(ended).ConfigureAwait(false);
            await _tls.DisposeAsync().ConfigureAwait(false);
        }
    }

    private ValueTask<WireStatus> WaitForContentAsync(long started, long octets, ContentTimes times)
    {
        var rest = times.Allowed(octets) - _clock.GetElapsedTime(started);
        return rest <= TimeSpan.Zero
            ? ValueTask.FromResult(WireStatus.TimedOut)
            : FillAsync(rest < times.Each ? rest : times.Each, idle: false);
    }

    private async ValueTask<WireStatus> FillAsync(TimeSpan timeout, bool idle)
    {
        var had = _buffer.Length;
        Release();
        var waiting = !_reader.TryRead(out var result);
        if (waiting && idle && _drain.IsCancellationRequested)
        {
            return WireStatus.Draining;
        }

        while (true)
        {
            if (waiting || _unflushed > MostUnflushed)
            {
                if (_unflushed > 0)
                {
                    _deadline.Set(_replies < timeout ? _replies : timeout);
                    if (!await FlushAsync().ConfigureAwait(false))
                    {
                        Hold(waiting ? null : result);
                        return _deadline.Expired ? WireStatus.TimedOut : WireStatus.Closed;
                    }
                }

                if (waiting)
                {
                    _deadline.Set(timeout);
                    result = await _reader.ReadAsync(CancellationToken.None).ConfigureAwait(false);
                }

                _deadline.Clear();
            }

            Hold(result);
            if (_buffer.Length > had)
            {
                return WireStatus.Ok;
            }

            if (result.IsCompleted || _deadline.Expired || (idle && _drain.IsCancellationRequested))
            {
                return _deadline.Expired ? WireStatus.TimedOut : result.IsCompleted ? WireStatus.Closed : WireStatus.Draining;
            }

            Release();
            waiting = true;
        }
    }

    private void Hold(ReadResult? result)
    {
        _buffer = result?.Buffer ?? default;
        _holding = result is not null;
    }

    private void Release()
    {
        if (_holding)
        {
            _reader.AdvanceTo(_buffer.Start, _buffer.End);
            _holding = false;
        }
    }

    private void DiscardInput()
    {
        if (_holding)
        {
            _reader.AdvanceTo(_buffer.End);
            _holding = false;
        }

        _buffer = default;
        while (_reader.TryRead(out var more))
        {
            _reader.AdvanceTo(more.Buffer.End);
            if (more.IsCompleted)
            {
                return;
            }
        }
    }

    private async ValueTask<bool> FlushAsync()
    {
        _unflushed = 0;
        _flushing = true;
        var result = await _writer.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        _flushing = false;
        return !result.IsCompleted && !result.IsCanceled;
    }

    private void Expire()
    {
        _reader.CancelPendingRead();
        if (_flushing)
        {
            // Only one that hangs: cancelling ahead would swallow the reply that tells of the timeout.
            _writer.CancelPendingFlush();
        }
    }
}
