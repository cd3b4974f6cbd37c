using System.Buffers;
using System.IO.Pipelines;
using Mail.Protocols.Buffers;
using Mail.Protocols.Imap;

namespace Mail.Gateway.Imap.Session;

/// <summary>What came from the client, or from elsewhere, while the session waited.</summary>
internal enum ImapInputKind
{
    /// <summary>A command, parsed or refused by the parser.</summary>
    Command,

    /// <summary>A literal that is too large was announced; <see cref="ImapInputEvent.Literal"/> says how large.</summary>
    LiteralTooLarge,

    LineTooLong,

    /// <summary>Nothing came; somebody called <see cref="ImapInput.Wake"/>.</summary>
    Woken,

    Closed,
}

/// <summary>One thing that came in.</summary>
internal readonly record struct ImapInputEvent(ImapInputKind Kind, ImapParseResult Parsed = default, ImapFrame Literal = default);

/// <summary>Commands, lines and literals from the client. One reader at a time; <see cref="Wake"/> may be called from any thread.</summary>
internal sealed class ImapInput(PipeReader reader, ImapOutput output, ImapOptions options, ImapDeadline deadline)
{
    private const long MostDrained = 1024 * 1024;
    private static readonly TimeSpan LongestDrain = TimeSpan.FromMilliseconds(250);

    private readonly ImapFramer _framer = new(options.MaxLine, options.MaxLiterals);
    private PipeReader _reader = reader;
    private volatile bool _isEnding;
    private long? _commandBegan;

    /// <summary>Whether to wait for nothing any more; from any thread, followed by <see cref="Wake"/>.</summary>
    public bool IsEnding
    {
        get => _isEnding;
        set => _isEnding = value;
    }

    /// <summary>Whether a command has begun and not come to its end.</summary>
    public bool IsInCommand => _commandBegan is not null;

    /// <summary>Whether a literal came too slowly.</summary>
    public bool WasTooSlow { get; private set; }

    /// <summary>Ends the wait of whoever reads, without data.</summary>
    public void Wake() => _reader.CancelPendingRead();

    public void SwitchTo(PipeReader reader) => _reader = reader;

    /// <summary>Whether bytes are there that nobody has read: behind STARTTLS they were sent in the clear.</summary>
    public bool HasPending()
    {
        if (!_reader.TryRead(out var result))
        {
            return false;
        }

        _reader.AdvanceTo(result.Buffer.Start);
        return !result.Buffer.IsEmpty;
    }

    /// <summary>Reads the next command; asks for its synchronizing literals on the way.</summary>
    public async ValueTask<ImapInputEvent> ReadCommandAsync(bool utf8)
    {
        while (true)
        {
            if (_commandBegan is { } began && output.IsPaced)
            {
                // The bound is for the whole command, whatever else happens meanwhile: octet by octet it could stay open for days.
                deadline.Set(options.TransferTimeout - deadline.Since(began));
            }

            var result = await _reader.ReadAsync().ConfigureAwait(false);
            var buffer = result.Buffer;
            if (result.IsCanceled)
            {
                _reader.AdvanceTo(buffer.Start);
                return new ImapInputEvent(ImapInputKind.Woken);
            }

            var frame = _framer.Next(buffer);
            switch (frame.Kind)
            {
                case ImapFrameKind.NeedMore when result.IsCompleted:
                    _reader.AdvanceTo(buffer.End);
                    return new ImapInputEvent(ImapInputKind.Closed);
                case ImapFrameKind.NeedMore:
                    _commandBegan ??= buffer.IsEmpty ? null : deadline.Now;
                    _reader.AdvanceTo(buffer.Start, buffer.End);
                    break;
                case ImapFrameKind.Continue:
                    _reader.AdvanceTo(buffer.Start);
                    output.Writer.Continuation("Ready for the literal"u8);
                    await output.FlushAsync().ConfigureAwait(false);
                    break;
                case ImapFrameKind.LineTooLong:
                    _reader.AdvanceTo(buffer.End);
                    return new ImapInputEvent(ImapInputKind.LineTooLong);
                default:
                    _commandBegan = null;
                    return Take(buffer, frame, utf8);
            }
        }
    }

    /// <summary>Reads a line without its end; null if it is longer than <paramref name="most"/>, the client has gone or time is up.</summary>
    /// <param name="most">Octets.</param>
    /// <param name="onWake">Called when somebody woke the reader: whether to go on waiting. Null to go on.</param>
    public async ValueTask<byte[]?> ReadLineAsync(int most, Func<ValueTask<bool>>? onWake = null)
    {
        while (true)
        {
            var result = await _reader.ReadAsync().ConfigureAwait(false);
            var buffer = result.Buffer;
            if (buffer.PositionOf((byte)'\n') is { } newline)
            {
                var line = buffer.Slice(0, newline);
                var bytes = line.Length <= most ? line.ToArray() : null;
                _reader.AdvanceTo(buffer.GetPosition(1, newline));
                return bytes is [.., (byte)'\r'] ? bytes[..^1] : bytes;
            }

            _reader.AdvanceTo(buffer.Start, buffer.End);
            if (result.IsCompleted || buffer.Length > most || deadline.HasPassed || _isEnding)
            {
                return null;
            }

            if (result.IsCanceled && onWake is not null && !await onWake().ConfigureAwait(false))
            {
                return null;
            }
        }
    }

    /// <summary>Reads the bytes of a literal into <paramref name="target"/>, or drops them; false if the client went away or was too slow.</summary>
    public async ValueTask<bool> ReadLiteralAsync(long size, SegmentedBuffer? target)
    {
        var (began, read) = (deadline.Now, 0L);
        while (size > 0)
        {
            // Octet by octet a literal could hold its memory for days: so much time, and more for what is there already.
            var rest = options.TransferTimeout + TimeSpan.FromSeconds((double)read / options.SlowestRate) - deadline.Since(began);
            deadline.Set(rest < options.TransferTimeout ? rest : options.TransferTimeout);
            var result = await _reader.ReadAsync().ConfigureAwait(false);
            var taken = result.Buffer.Slice(0, Math.Min(size, result.Buffer.Length));
            foreach (var part in taken)
            {
                target?.Append(part.Span);
            }

            size -= taken.Length;
            read += taken.Length;
            _reader.AdvanceTo(taken.End);
            if (size > 0 && (result.IsCompleted || deadline.HasPassed || _isEnding))
            {
                WasTooSlow = !result.IsCompleted && deadline.HasPassed;
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Takes what a client that was cut off goes on sending, for a moment: a connection that is closed with octets unread, or still on
    /// their way, is reset, and what was said last is lost with it (RFC 1122 section 4.2.2.13).
    /// </summary>
    public async ValueTask DrainAsync(TimeProvider time)
    {
        using var patience = new CancellationTokenSource(LongestDrain, time);
        try
        {
            for (var taken = 0L; taken < MostDrained && !_isEnding;)
            {
                var result = await _reader.ReadAsync(patience.Token).ConfigureAwait(false);
                taken += result.Buffer.Length;
                _reader.AdvanceTo(result.Buffer.End);
                if (result.IsCompleted)
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // It does not close: enough is enough.
        }
    }

    private ImapInputEvent Take(in ReadOnlySequence<byte> buffer, ImapFrame frame, bool utf8)
    {
        var command = buffer.Slice(0, frame.Length);
        var parsed = ImapCommandParser.Parse(command, utf8);
        _reader.AdvanceTo(command.End);
        var tooLarge = frame.Kind == ImapFrameKind.LiteralTooLarge;
        return new ImapInputEvent(tooLarge ? ImapInputKind.LiteralTooLarge : ImapInputKind.Command, parsed, frame);
    }
}
