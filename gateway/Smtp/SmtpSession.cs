using System.Buffers;
using System.Net.Security;
using System.Security.Authentication;
using System.Text;
using Mail.Gateway.Limits;
using Mail.Gateway.Smtp.Commands;
using Mail.Gateway.Tls;
using Mail.Gateway.Tracing;
using Mail.Protocols.Smtp;

namespace Mail.Gateway.Smtp;

/// <summary>One connection: reads a command, has it answered, writes the reply, and takes in content in between.</summary>
internal sealed class SmtpSession(SmtpServices services, SmtpPeer peer, SmtpWire wire) : IDisposable
{
    private readonly SmtpOptions _options = services.Options;
    private readonly int _longestLine = peer.Dialect == SmtpDialect.Submission ? SmtpLimits.AuthLine : SmtpLimits.CommandLine;
    private SmtpSessionState _state = SmtpSessionState.Connected;
    private int _commands;
    private int _errors;
    private long _productive = services.Clock.GetTimestamp();

    public SmtpPeer Peer => peer;

    /// <summary>Set between MAIL and the end of its content.</summary>
    public SmtpTransaction? Transaction { get; private set; }

    public void BeginTransaction(SmtpTransaction transaction)
    {
        EndTransaction();
        Transaction = transaction;
        LogScope.Current?.About(transaction.Id.ToString());
    }

    public void EndTransaction()
    {
        Transaction?.Dispose();
        Transaction = null;
    }

    public void Dispose() => EndTransaction();

    /// <summary>Answers commands until the session ends.</summary>
    /// <param name="implicitTls">The connection begins with TLS (RFC 8314 §3.3).</param>
    public async Task RunAsync(bool implicitTls)
    {
        if (implicitTls && await SecureAsync(ready: null).ConfigureAwait(false) is not null)
        {
            return;
        }

        wire.Write(peer.Dialect == SmtpDialect.Lmtp ? services.Hello.LmtpGreeting : services.Hello.SmtpGreeting);
        SmtpReply? last;
        do
        {
            var idle = _state is SmtpSessionState.Connected or SmtpSessionState.Ready;
            var (status, kind, line) = await wire.ReadLineAsync(_longestLine, Patience(), idle).ConfigureAwait(false);
            last = status == WireStatus.Ok ? await AnswerAsync(kind, line).ConfigureAwait(false) : Ending(status);
        }
        while (last is null);

        await CloseAsync(last).ConfigureAwait(false);
    }

    /// <summary>Sends a challenge of an authentication (RFC 4954 §4); the client's answer, or null if it gave up or sent no base64.</summary>
    public async ValueTask<byte[]?> AskAsync(ReadOnlyMemory<byte> challenge)
    {
        wire.WriteChallenge(challenge.Span);
        var (status, kind, line) = await wire.ReadLineAsync(SmtpLimits.AuthLine, _options.CommandTimeout, idle: true).ConfigureAwait(false);
        if (status != WireStatus.Ok)
        {
            throw new OperationCanceledException("The peer has gone in the middle of an authentication.");
        }

        return kind == SmtpLineResult.Line ? AuthHandler.Decode(Encoding.Latin1.GetString(line)) : null;
    }

    /// <summary>Answers a line; the result is the reply that ends the session, already counted, or null to go on.</summary>
    private async ValueTask<SmtpReply?> AnswerAsync(SmtpLineResult kind, ReadOnlySequence<byte> line)
    {
        if (Transaction is null)
        {
            LogScope.Current?.NextCommand();
        }

        if (!MayGoOn())
        {
            return SmtpReplies.TooManyCommands;
        }

        SmtpReply? reply = kind switch
        {
            SmtpLineResult.TooLong => SmtpReplies.LineTooLong,
            SmtpLineResult.BareLineEnding => SmtpReplies.BareLineEnding,
            SmtpLineResult.BrokenChunk => SmtpReplies.SyntaxBdat,
            _ => null,
        };
        if (reply is not null || !Parse(line, out var command, out reply))
        {
            // Octets of a chunk of unknown size would be read as commands.
            return ReferenceEquals(reply, SmtpReplies.SyntaxBdat) ? reply : Reply(reply!);
        }

        var began = services.Clock.GetTimestamp();
        var step = await DispatchAsync(command!).ConfigureAwait(false);
        services.Metrics.Command(peer.Dialect, command!.Verb, services.Clock.GetElapsedTime(began));
        return command is SmtpCommand.Bdat bdat
            ? await TakeChunkAsync(bdat, step).ConfigureAwait(false)
            : await FollowAsync(command!.Verb, step).ConfigureAwait(false);
    }

    /// <summary>How long the session waits for the next command.</summary>
    private TimeSpan Patience()
    {
        var rest = _options.UnproductiveTimeout - services.Clock.GetElapsedTime(_productive);
        return rest > _options.CommandTimeout ? _options.CommandTimeout : rest > TimeSpan.Zero ? rest : TimeSpan.FromTicks(1);
    }

    /// <summary>Counts a command; false if this session, or its client with all its sessions, has sent too many.</summary>
    private bool MayGoOn()
    {
        var protocol = SmtpMetrics.NameOf(peer.Dialect);
        if (++_commands > _options.MaxCommands)
        {
            services.Limits.Struck(protocol, LimitName.Commands, peer.Network);
            return false;
        }

        return _commands % ClientLimits.CommandBatch != 1 || peer.Dialect == SmtpDialect.Lmtp || services.Limits.AllowsCommands(peer.Network, protocol);
    }

    private bool Parse(in ReadOnlySequence<byte> line, out SmtpCommand? command, out SmtpReply? error)
    {
        var utf8 = Transaction?.Parameters.Utf8 ?? false;
        if (line.IsSingleSegment)
        {
            return SmtpCommandParser.TryParse(line.FirstSpan, utf8, out command, out error);
        }

        Span<byte> copy = stackalloc byte[(int)line.Length];
        line.CopyTo(copy);
        return SmtpCommandParser.TryParse(copy, utf8, out command, out error);
    }

    private ValueTask<SmtpStep> DispatchAsync(SmtpCommand command)
    {
        if (SmtpStateTable.Check(_state, command.Verb, peer.Dialect) is { } outOfSequence)
        {
            return (SmtpStep)outOfSequence;
        }

        return services.Commands[command.Verb]?.HandleAsync(this, command) ?? (SmtpStep)SmtpReplies.NotImplemented;
    }

    private async ValueTask<SmtpReply?> FollowAsync(SmtpVerb verb, SmtpStep step)
    {
        if (step.Reply.IsPositive)
        {
            _state = SmtpStateTable.Next(_state, verb);
        }

        switch (step.Next)
        {
            case SmtpNext.Data:
                wire.Write(step.Reply);
                return await TakeDataAsync().ConfigureAwait(false);
            case SmtpNext.Tls:
                return await SecureAsync(step.Reply).ConfigureAwait(false);
            case SmtpNext.Close:
                return step.Reply;
            default:
                return Reply(step.Reply);
        }
    }

    private async ValueTask<SmtpReply?> TakeDataAsync()
    {
        var decoder = new SmtpDataDecoder(_options.MaxMessageSize, _options.MaxLineLength);
        var status = await wire.ReadDataAsync(decoder, Transaction!.Content!, services.ContentTimes).ConfigureAwait(false);
        return status == WireStatus.Ok ? await FinishMessageAsync(decoder).ConfigureAwait(false) : Ending(status);
    }

    private async ValueTask<SmtpReply?> TakeChunkAsync(SmtpCommand.Bdat bdat, SmtpStep step)
    {
        if (bdat.Size > services.ContentTimes.MostOctets)
        {
            return SmtpReplies.TooMuchData;
        }

        var taken = step.Next == SmtpNext.Chunk;
        var decoder = taken ? Transaction!.Chunks : null;
        var status = await wire.ReadChunkAsync(bdat.Size, decoder, taken ? Transaction!.Content : null, services.ContentTimes).ConfigureAwait(false);
        if (status != WireStatus.Ok)
        {
            return Ending(status);
        }

        if (!taken)
        {
            _state = SmtpStateTable.Refused(_state, SmtpVerb.Bdat);
            return bdat.IsLast ? ReplyForEach(Transaction?.Recipients ?? 0, step.Reply) : Reply(step.Reply);
        }

        _state = SmtpStateTable.Next(_state, SmtpVerb.Bdat, bdat.IsLast);
        if (bdat.IsLast)
        {
            decoder!.Complete();
            return await FinishMessageAsync(decoder).ConfigureAwait(false);
        }

        return decoder!.Length > services.ContentTimes.MostOctets ? SmtpReplies.TooMuchData : Reply(SmtpReplies.Ok);
    }

    private async ValueTask<SmtpReply?> FinishMessageAsync(SmtpContentDecoder decoder)
    {
        var transaction = Transaction!;
        var reply = await services.Acceptor.AcceptAsync(peer, transaction, decoder).ConfigureAwait(false);
        EndTransaction();
        (_errors, _productive) = reply.IsPositive ? (0, services.Clock.GetTimestamp()) : (_errors, _productive);

        // What follows may be a message that somebody hid behind the one refused here; it is not read.
        return ReplyForEach(transaction.Recipients, reply) ?? ((decoder.Flaws & SmtpContentFlaws.BareLineEnding) != 0 ? SmtpReplies.BareLineEndingCloses : null);
    }

    private async ValueTask<SmtpReply?> SecureAsync(SmtpReply? ready)
    {
        EndTransaction();
        var options = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = services.Certificates.Current,
            EnabledSslProtocols = TlsVersions.Allowed(_options.Tls13Only),
            ClientCertificateRequired = false,
        };
        try
        {
            await wire.StartTlsAsync(ready, options, _options.HandshakeTimeout).ConfigureAwait(false);
        }
        catch (Exception cause) when (cause is AuthenticationException or IOException or OperationCanceledException)
        {
            services.Logger.HandshakeFailed(peer.Address, cause.Message);
            if (cause is OperationCanceledException)
            {
                services.Limits.Struck(SmtpMetrics.NameOf(peer.Dialect), LimitName.Handshake, peer.Network);
            }

            return NoReply;
        }

        peer.Secured(wire.Tls!);
        return null;
    }

    /// <summary>RFC 2033 §4.2 and §4.3: behind the content, refused or not, LMTP answers for each recipient that was accepted.</summary>
    private SmtpReply? ReplyForEach(int recipients, SmtpReply reply)
    {
        for (var more = peer.Dialect == SmtpDialect.Lmtp ? recipients : 1; more > 1; more--)
        {
            wire.Write(reply);
        }

        return Reply(reply);
    }

    private SmtpReply? Reply(SmtpReply reply)
    {
        wire.Write(reply);
        if (!reply.IsPositive)
        {
            services.Note(peer, reply);
        }

        if (reply.Code < 500 || ++_errors <= _options.MaxErrors)
        {
            return null;
        }

        return SmtpReplies.TooManyErrors;
    }

    private static SmtpReply Ending(WireStatus status) => status switch
    {
        WireStatus.TimedOut => SmtpReplies.TimedOut,
        WireStatus.Draining => SmtpReplies.ShuttingDown,
        WireStatus.TooMuch => SmtpReplies.TooMuchData,
        _ => NoReply,
    };

    // Stands for an end that nobody is left to be told of.
    private static readonly SmtpReply NoReply = new(221, null);

    private async ValueTask CloseAsync(SmtpReply last)
    {
        if (ReferenceEquals(last, NoReply))
        {
            return;
        }

        if (last.Code != 221)
        {
            services.Metrics.Refused(peer.Dialect, last);
            services.Note(peer, last);
            services.Logger.SessionClosed(peer.Address, last.Code, last.Status.ToString()!, last.Lines[0]);
        }

        wire.Write(last);
        await wire.FinishAsync().ConfigureAwait(false);
    }
}
