using System.Buffers;
using System.Net;
using System.Security.Authentication;
using System.Text;
using Mail.Protocols.Smtp.Client;

namespace Mail.Gateway.Delivery.Outbound;

/// <summary>The dialogue with one server: greeting, hello, TLS and login once, then messages one after the other (RFC 5321 §3).</summary>
internal sealed class OutboundSession : IAsyncDisposable
{
    private const int Block = 64 * 1024;

    private readonly OutboundHost _host;
    private readonly OutboundOptions _options;
    private readonly SmtpClientConnection _connection;
    private SmtpServerExtensions _offered = SmtpServerExtensions.None;

    private OutboundSession(OutboundHost host, OutboundOptions options, SmtpClientConnection connection) =>
        (_host, _options, _connection) = (host, options, connection);

    /// <summary>Connects and goes as far as a message could be sent.</summary>
    /// <exception cref="SmtpDialogueException">The server does not want to; another may.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    public static async Task<OutboundSession> OpenAsync(
        OutboundHost host, IPAddress address, string hello, OutboundOptions options, TimeProvider clock, CancellationToken stopping)
    {
        var mayFallBack = host.Tls == OutboundTls.Opportunistic;
        try
        {
            return await TryOpenAsync(host, address, hello, options, clock, useTls: true, stopping).ConfigureAwait(false);
        }
        catch (AuthenticationException) when (mayFallBack)
        {
            // RFC 7435 §4: TLS that does not work is no reason to send nothing where none would have been asked for.
            return await TryOpenAsync(host, address, hello, options, clock, useTls: false, stopping).ConfigureAwait(false);
        }
        catch (AuthenticationException failure)
        {
            throw new SmtpDialogueException("4.7.5", $"TLS with {host.Name} failed: {failure.Message}");
        }
    }

    /// <summary>Sends one message; a result for each of its rows.</summary>
    /// <exception cref="IOException">The connection broke: nothing is known of any recipient.</exception>
    public async Task<AttemptResult[]> SendAsync(OutboundMessage message)
    {
        if (_offered.Size > 0 && message.Bytes.Length > _offered.Size)
        {
            return All(message, AttemptResult.Never("5.3.4", $"Message of {message.Bytes.Length} octets is larger than {_host.Name} takes ({_offered.Size})", _host.Name));
        }

        var addresses = !Ascii.IsValid(message.First.MailFrom) || message.Rows.Any(r => !Ascii.IsValid(r.Delivery.Recipient));
        if (addresses && !_offered.Utf8)
        {
            return All(message, AttemptResult.Never("5.6.7", $"{_host.Name} does not take internationalized mail (SMTPUTF8)", _host.Name));
        }

        var (sender, results) = await EnvelopeAsync(message, addresses || message.Utf8).ConfigureAwait(false);
        if (!sender.IsPositive)
        {
            await ResetAsync().ConfigureAwait(false);
            return All(message, Result(sender));
        }

        if (results.All(r => r.Kind != AttemptKind.Sent))
        {
            await ResetAsync().ConfigureAwait(false);
            return results;
        }

        var final = await DataAsync(message).ConfigureAwait(false);
        var last = Result(final) with { ReportsItself = _offered.Dsn };
        return Array.ConvertAll(results, r => r.Kind == AttemptKind.Sent ? last : r);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _connection.WriteAsync("QUIT\r\n", SmtpClientTimes.Quit).ConfigureAwait(false);
            await _connection.ReadAsync(SmtpClientTimes.Quit).ConfigureAwait(false);
        }
        catch (Exception cause) when (cause is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // It has gone already.
        }

        await _connection.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task<OutboundSession> TryOpenAsync(
        OutboundHost host, IPAddress address, string hello, OutboundOptions options, TimeProvider clock, bool useTls, CancellationToken stopping)
    {
        var connection = await SmtpClientConnection.OpenAsync(new IPEndPoint(address, host.Port), options.ConnectTimeout, clock, stopping).ConfigureAwait(false);
        var session = new OutboundSession(host, options, connection);
        try
        {
            await session.BeginAsync(hello, useTls).ConfigureAwait(false);
            return session;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task BeginAsync(string hello, bool useTls)
    {
        if (_host.Tls == OutboundTls.Implicit)
        {
            await _connection.SecureAsync(_host.Name, verify: true, _options.ConnectTimeout).ConfigureAwait(false);
        }

        // RFC 5321 §3.1: 554 says that nobody is served here; another server of the domain may serve.
        Require(await _connection.ReadAsync(SmtpClientTimes.Greeting).ConfigureAwait(false));
        await HelloAsync(hello).ConfigureAwait(false);
        if (useTls && !_connection.IsSecure && _offered.StartTls)
        {
            await StartTlsAsync(hello).ConfigureAwait(false);
        }

        if (!_connection.IsSecure && _host.Tls == OutboundTls.Required)
        {
            throw new SmtpDialogueException("4.7.5", $"{_host.Name} offers no TLS, which is required");
        }

        if (_host.Smart is { User: { } user, Password: { } password })
        {
            await LogInAsync(user, password).ConfigureAwait(false);
        }
    }

    /// <exception cref="AuthenticationException">It does not work, whatever the reason.</exception>
    private async Task StartTlsAsync(string hello)
    {
        try
        {
            var reply = await AskAsync("STARTTLS", SmtpClientTimes.Command).ConfigureAwait(false);
            if (!reply.IsPositive)
            {
                // RFC 3207 §4: 454 and 501 say that it is offered and yet not to be had.
                throw new AuthenticationException($"the answer to STARTTLS was {reply}");
            }

            await _connection.SecureAsync(_host.Name, verify: _host.Tls == OutboundTls.Required, _options.ConnectTimeout).ConfigureAwait(false);
            // In TLS 1.3 a client may learn only from the first read that its handshake was refused.
            await HelloAsync(hello).ConfigureAwait(false);
        }
        catch (IOException broken)
        {
            throw new AuthenticationException(broken.Message, broken);
        }
    }

    private async Task LogInAsync(string user, string password)
    {
        // Never in the clear, whatever the server offers.
        if (!_connection.IsSecure || !_offered.AuthPlain)
        {
            throw new SmtpDialogueException("4.7.0", $"{_host.Name} offers no login by PLAIN under TLS");
        }

        Require(await AskAsync("AUTH PLAIN " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{user}\0{password}")), SmtpClientTimes.Command).ConfigureAwait(false));
    }

    private async Task HelloAsync(string hello)
    {
        var reply = await AskAsync("EHLO " + hello, SmtpClientTimes.Command).ConfigureAwait(false);
        if (reply.IsPermanent)
        {
            // RFC 5321 §3.2: a server that knows no EHLO.
            Require(await AskAsync("HELO " + hello, SmtpClientTimes.Command).ConfigureAwait(false));
            _offered = SmtpServerExtensions.None;
            return;
        }

        Require(reply);
        _offered = SmtpServerExtensions.Read(reply);
    }

    private async Task<(SmtpServerReply Sender, AttemptResult[] Recipients)> EnvelopeAsync(OutboundMessage message, bool utf8)
    {
        var first = message.First;
        var commands = new List<string>(message.Rows.Count + 1)
        {
            SmtpClientCommands.Mail(first.MailFrom, message.Bytes.Length, message.EightBit, utf8, first.Return, first.EnvelopeId, _offered),
        };
        commands.AddRange(message.Rows.Select(r =>
            SmtpClientCommands.Rcpt(r.Delivery.Recipient, r.Delivery.Notify, r.Delivery.OriginalRecipient, _offered)));
        var replies = _offered.Pipelining ? await AskTogetherAsync(commands).ConfigureAwait(false) : await AskInTurnAsync(commands).ConfigureAwait(false);
        return (replies[0], [.. replies.Skip(1).Select(Result)]);
    }

    private async Task<List<SmtpServerReply>> AskTogetherAsync(List<string> commands)
    {
        await _connection.WriteAsync(string.Concat(commands.Select(c => c + "\r\n")), SmtpClientTimes.Command).ConfigureAwait(false);
        var replies = new List<SmtpServerReply>(commands.Count);
        foreach (var _ in commands)
        {
            replies.Add(await _connection.ReadAsync(SmtpClientTimes.Command).ConfigureAwait(false));
        }

        return replies;
    }

    private async Task<List<SmtpServerReply>> AskInTurnAsync(List<string> commands)
    {
        var replies = new List<SmtpServerReply>(commands.Count);
        foreach (var command in commands)
        {
            replies.Add(await AskAsync(command, SmtpClientTimes.Command).ConfigureAwait(false));
            if (!replies[0].IsPositive)
            {
                break;
            }
        }

        return replies;
    }

    private async Task<SmtpServerReply> DataAsync(OutboundMessage message)
    {
        var start = await AskAsync("DATA", SmtpClientTimes.DataStart).ConfigureAwait(false);
        if (start.Code != 354)
        {
            return start.IsPositive ? new SmtpServerReply(451, null, ["Unexpected answer to DATA: " + start]) : start;
        }

        var (encoder, output) = (default(SmtpDataEncoder), new ArrayBufferWriter<byte>(Block + 1024));
        for (var at = 0; at < message.Bytes.Length; at += Block)
        {
            encoder.Encode(message.Bytes.Span[at..Math.Min(at + Block, message.Bytes.Length)], output);
            await _connection.WriteAsync(output.WrittenMemory, SmtpClientTimes.DataBlock).ConfigureAwait(false);
            output.ResetWrittenCount();
        }

        encoder.Finish(output);
        await _connection.WriteAsync(output.WrittenMemory, SmtpClientTimes.DataBlock).ConfigureAwait(false);
        return await _connection.ReadAsync(SmtpClientTimes.DataEnd).ConfigureAwait(false);
    }

    private async Task ResetAsync() => await AskAsync("RSET", SmtpClientTimes.Command).ConfigureAwait(false);

    private async Task<SmtpServerReply> AskAsync(string command, TimeSpan timeout)
    {
        await _connection.WriteAsync(command + "\r\n", timeout).ConfigureAwait(false);
        return await _connection.ReadAsync(timeout).ConfigureAwait(false);
    }

    private static AttemptResult[] All(OutboundMessage message, AttemptResult result) => [.. Enumerable.Repeat(result, message.Rows.Count)];

    private AttemptResult Result(SmtpServerReply reply) => new(
        reply.IsPositive ? AttemptKind.Sent : reply.IsPermanent ? AttemptKind.Never : AttemptKind.Later,
        reply.Status?.ToString() ?? $"{reply.Code / 100}.0.0",
        reply.ToString(),
        _host.Name);

    private void Require(SmtpServerReply reply)
    {
        if (!reply.IsPositive)
        {
            throw new SmtpDialogueException("4.3.0", $"{_host.Name} said: {reply}");
        }
    }
}
