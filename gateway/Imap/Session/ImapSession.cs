using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Authentication;
using Mail.Contracts.Errors;
using Mail.Gateway.Imap.Commands;
using Mail.Gateway.Limits;
using Mail.Gateway.Tls;
using Mail.Gateway.Tracing;
using Mail.Protocols.Imap;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace Mail.Gateway.Imap.Session;

/// <summary>One connection from greeting to logout: reads commands, has them carried out, sends what they return.</summary>
internal sealed class ImapSession
{
    private static readonly TimeSpan CancelAfter = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AbortAfter = TimeSpan.FromSeconds(10);

    private readonly ImapSessionServices _services;
    private readonly IDuplexPipe _transport;
    private readonly Action _abort;
    private readonly ImapDeadline _deadline;
    private readonly ImapOutput _output;
    private readonly ImapInput _input;
    private readonly ImapSessionContext _context;
    private TlsPipe? _tls;
    private readonly ClientNetwork? _client;
    private long _commands;
    private int _badCommands;

    public ImapSession(ImapSessionServices services, ImapConnection connection)
    {
        (_services, _transport, _abort) = (services, connection.Transport, connection.Abort);
        _client = ClientNetwork.Of(connection.Peer);
        _deadline = new ImapDeadline(services.Time);
        _output = new ImapOutput(_transport.Output, _deadline, services.Options);
        _input = new ImapInput(_transport.Input, _output, services.Options, _deadline);
        _context = new ImapSessionContext(_input, _output, _deadline, new MailboxListener(_input.Wake))
        {
            Id = connection.Id,
            Peer = connection.Peer,
            OnLimit = limit => services.Limits.Struck("imap", limit, _client),
            IsTrustedPeer = connection.IsLoopback && services.Options.AllowPlaintextFromLoopback,
            CanStartTls = !connection.ImplicitTls && services.Certificates.Current is not null,
        };
        _deadline.Set(services.Options.LoginTimeout);
    }

    public bool IsLoggedIn => _context.Account is not null;

    /// <summary>Called by the one timer of all sessions: wakes the session if its time is up, and cuts it off if it does not react.</summary>
    public void Tick()
    {
        if (_deadline.HasPassedBy(AbortAfter))
        {
            _abort();
        }
        else if (_deadline.HasPassed)
        {
            _input.Wake();
            if (_deadline.HasPassedBy(CancelAfter))
            {
                _output.Cancel();
            }
        }
        else if (_services.Logins.IsDue(_context) || _services.Subscriptions.IsDue(_context))
        {
            _input.Wake();
        }
    }

    /// <summary>Ends the session as soon as it waits for the client: the server stops.</summary>
    public void Stop()
    {
        _input.IsEnding = true;
        _input.Wake();
    }

    public async Task RunAsync(bool implicitTls)
    {
        try
        {
            if (implicitTls && !await StartTlsAsync().ConfigureAwait(false))
            {
                return;
            }

            Greet();
            await _output.FlushAsync().ConfigureAwait(false);
            while (_context.State != ImapSessionState.Logout)
            {
                await StepAsync().ConfigureAwait(false);
            }

            await _output.FlushAsync().ConfigureAwait(false);
            if (_context.WasCutOff)
            {
                await _input.DrainAsync(_services.Time).ConfigureAwait(false);
            }
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException { Source: "System.IO.Pipelines" })
        {
            _context.End(_output.WasTooSlow ? "client too slow" : "connection lost");
            if (_output.WasTooSlow || _input.WasTooSlow)
            {
                _context.OnLimit(LimitName.Slow);
            }
        }
        finally
        {
            await CleanUpAsync().ConfigureAwait(false);
        }
    }

    private void Greet() => _output.Writer.Untagged(ImapReply.Ok(
        "Mail.Orleans ready",
        ImapResponseCode.Capability(ImapCapabilities.Of(false, _context.PasswordsAllowed, _context.CanStartTls, _services.Options))));

    private async ValueTask StepAsync()
    {
        if (_context.Account is not null)
        {
            _deadline.Set(_services.Options.IdleTimeout);
        }

        var next = await _input.ReadCommandAsync(_context.Utf8).ConfigureAwait(false);
        switch (next.Kind)
        {
            case ImapInputKind.Command when !MayGoOn():
                _context.Bye("Too many commands", ImapResponseCode.Limit);
                break;
            case ImapInputKind.Command:
                await AnswerAsync(next.Parsed, next.Literal).ConfigureAwait(false);
                break;
            case ImapInputKind.LiteralTooLarge when !next.Literal.NonSynchronizing:
                // RFC 7888 section 4: refused instead of asked for, and the command is over.
                _context.OnLimit(LimitName.Size);
                Complete(next.Parsed.Tag, ImapReply.Bad("Literal is too large", ImapResponseCode.TooBig));
                break;
            case ImapInputKind.LiteralTooLarge:
                _context.Bye("Literal is too large", ImapResponseCode.TooBig, LimitName.Size);
                break;
            case ImapInputKind.LineTooLong:
                _context.Bye("Line is too long", ImapResponseCode.TooBig, LimitName.Size);
                break;
            case ImapInputKind.Woken:
                await OnWakeAsync().ConfigureAwait(false);
                break;
            default:
                _context.End("client left");
                return;
        }

        await _output.FlushAsync().ConfigureAwait(false);
        if (_context.StartTlsRequested && !await StartTlsAsync().ConfigureAwait(false))
        {
            _context.End("TLS handshake failed");
        }
    }

    /// <summary>Counts a command; false if this session, or its client with all its sessions, has sent too many.</summary>
    private bool MayGoOn()
    {
        if (++_commands > _services.Options.MaxCommands)
        {
            _context.OnLimit(LimitName.Commands);
            return false;
        }

        return _commands % ClientLimits.CommandBatch != 1 || _services.Limits.AllowsCommands(_client, "imap");
    }

    private async ValueTask OnWakeAsync()
    {
        if (_deadline.HasPassed)
        {
            var (text, limit) = _context.Account is null ? ("Autologout, no login in time", LimitName.LoginTime)
                : _input.IsInCommand ? ("Autologout, the command takes too long", LimitName.Slow)
                : ("Autologout, idle for too long", LimitName.Idle);
            _context.Bye(text, limit: limit);
        }
        else if (_input.IsEnding)
        {
            _context.Bye("Server is shutting down", ImapResponseCode.Unavailable);
        }
        else
        {
            await _services.Logins.LookAsync(_context).ConfigureAwait(false);
            if (_services.Subscriptions.IsDue(_context))
            {
                await _services.Subscriptions.EnsureAsync(_context).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask AnswerAsync(ImapParseResult parsed, ImapFrame frame)
    {
        LogScope.Current?.NextCommand();
        _context.PendingLiteral = frame is { Kind: ImapFrameKind.AppendLiteral, NonSynchronizing: true } ? frame.LiteralSize : 0;
        var began = _services.Time.GetTimestamp();
        if (parsed.Error is { Code: ImapResponseCode.Limit })
        {
            _context.OnLimit(LimitName.Size);
        }

        var reply = parsed.Error ?? await CarryOutAsync(parsed.Command!).ConfigureAwait(false);
        if (parsed.Command is { } command)
        {
            _services.Metrics.Command(command.Verb, reply.Status, _services.Time.GetElapsedTime(began));
            if (_context.Selected is not null && command.Verb != ImapVerb.Idle)
            {
                var force = command.Verb is ImapVerb.Noop or ImapVerb.Check or ImapVerb.Expunge or ImapVerb.Move;
                await _services.Updates.SendAsync(_context, command.Verb, command.ByUid, force).ConfigureAwait(false);
            }
        }

        Complete(parsed.Tag, reply);
        await DropLiteralAsync().ConfigureAwait(false);
    }

    private async ValueTask<ImapReply> CarryOutAsync(ImapCommand command)
    {
        await _services.Updates.CatchUpAsync(_context, command).ConfigureAwait(false);
        if (!ImapStateTable.Allows(_context.State, command.Verb))
        {
            return ImapReply.Bad(_context.State == ImapSessionState.NotAuthenticated ? "Log in first" : "Not allowed in this state");
        }

        try
        {
            return await _services.Commands[command.Verb].HandleAsync(_context, command).ConfigureAwait(false);
        }
        catch (MailException refusal)
        {
            return MailErrors.ToReply(refusal, command.Verb);
        }
        catch (Exception failure) when (failure is not (ImapPeerGoneException or ConnectionResetException or ConnectionAbortedException or OutOfMemoryException))
        {
            _services.Log.CommandFailed(failure, command.Verb.ToString(), _context.Id, _context.Account?.Id.ToString() ?? "-");
            return ImapReply.No("Temporarily unavailable, try again", ImapResponseCode.Unavailable);
        }
    }

    private void Complete(string tag, ImapReply reply)
    {
        _output.Writer.Tagged(tag, reply);
        if (reply.Status == ImapStatus.Bad && ++_badCommands >= _services.Options.MaxBadCommands && _context.EndReason is null)
        {
            _context.Bye("Too many bad commands", limit: LimitName.Errors);
        }
    }

    /// <summary>Reads past a message that was refused but comes all the same (RFC 7888 section 4), or hangs up on one that is too long for that.</summary>
    private async ValueTask DropLiteralAsync()
    {
        if (_context.PendingLiteral == 0 || _context.State == ImapSessionState.Logout)
        {
            return;
        }

        if (_context.Account is null || _context.PendingLiteral > 2L * _services.Options.MaxMessage)
        {
            _context.Bye("Literal is too large", ImapResponseCode.TooBig, LimitName.Size);
            return;
        }

        await _output.FlushAsync().ConfigureAwait(false);
        if (!await _input.ReadLiteralAsync(_context.PendingLiteral, target: null).ConfigureAwait(false)
            || await _input.ReadLineAsync(_services.Options.MaxLine).ConfigureAwait(false) is null)
        {
            throw new ImapPeerGoneException();
        }
    }

    private async ValueTask<bool> StartTlsAsync()
    {
        _context.StartTlsRequested = _context.CanStartTls = false;
        if (_services.Certificates.Current is not { } certificate)
        {
            return false;
        }

        try
        {
            _tls = await TlsPipe.AcceptAsync(
                _transport, TlsOptions(certificate), CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is AuthenticationException or IOException or OperationCanceledException or InvalidOperationException)
        {
            _services.Log.HandshakeFailed($"{_context.Peer}", failure.Message);
            if (_deadline.HasPassed)
            {
                _context.OnLimit(LimitName.Handshake);
            }

            return false;
        }

        _input.SwitchTo(_tls.Input);
        _output.SwitchTo(_tls.Output);
        _context.IsTls = true;
        return true;
    }

    private SslServerAuthenticationOptions TlsOptions(SslStreamCertificateContext certificate) => new()
    {
        ServerCertificateContext = certificate,
        EnabledSslProtocols = TlsVersions.Allowed(_services.Options.Tls13Only),
    };

    private async ValueTask CleanUpAsync()
    {
        await _services.Subscriptions.EndAsync(_context).ConfigureAwait(false);
        if (_tls is not null)
        {
            await _tls.DisposeAsync().ConfigureAwait(false);
        }

        if (_context.Account is { } account)
        {
            _services.Log.Ended(_context.Id, account.Id.ToString(), $"{_context.Peer}", _commands, _context.EndReason ?? "failure");
        }
    }
}
