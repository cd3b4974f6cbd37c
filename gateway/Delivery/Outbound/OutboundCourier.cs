using System.Net.Sockets;

namespace Mail.Gateway.Delivery.Outbound;

/// <summary>Brings messages to the servers of one destination: the best that answers, over one connection while it holds.</summary>
internal sealed class OutboundCourier(MailRouter router, OutboundOptions options, string hostName, string domain, TimeProvider clock, CancellationToken stopping)
    : IAsyncDisposable
{
    private IReadOnlyList<OutboundHost>? _hosts;
    private OutboundSession? _session;

    /// <summary>A result for each row of the message.</summary>
    public async Task<AttemptResult[]> SendAsync(OutboundMessage message)
    {
        // A connection that another message has used may have been closed meanwhile: then once more over a new one.
        var used = _session is not null;
        while (true)
        {
            if (await OpenAsync().ConfigureAwait(false) is { } failure)
            {
                return [.. Enumerable.Repeat(failure, message.Rows.Count)];
            }

            try
            {
                return await _session!.SendAsync(message).ConfigureAwait(false);
            }
            catch (IOException broken)
            {
                await CloseAsync().ConfigureAwait(false);
                if (!used)
                {
                    return [.. Enumerable.Repeat(AttemptResult.Later("4.4.2", $"Connection lost: {broken.Message}"), message.Rows.Count)];
                }

                used = false;
            }
            catch
            {
                // Where the dialogue stands is not known: the next message must not take this one's replies for its own.
                await CloseAsync().ConfigureAwait(false);
                throw;
            }
        }
    }

    public async ValueTask DisposeAsync() => await CloseAsync().ConfigureAwait(false);

    private async Task CloseAsync()
    {
        if (_session is { } session)
        {
            _session = null;
            await session.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<AttemptResult?> OpenAsync()
    {
        if (_session is not null)
        {
            return null;
        }

        if (_hosts is null)
        {
            var (hosts, failure) = await router.RouteAsync(domain, stopping).ConfigureAwait(false);
            if (failure is not null)
            {
                return failure;
            }

            _hosts = hosts;
        }

        AttemptResult? last = null;
        foreach (var host in _hosts)
        {
            foreach (var address in host.Addresses)
            {
                try
                {
                    _session = await OutboundSession.OpenAsync(host, address, hostName, options, clock, stopping).ConfigureAwait(false);
                    return null;
                }
                catch (SmtpDialogueException refusal)
                {
                    last = AttemptResult.Later(refusal.Status, refusal.Message, host.Name);
                }
                catch (Exception cause) when (cause is SocketException or IOException || (cause is OperationCanceledException && !stopping.IsCancellationRequested))
                {
                    // What a server said tells more than that another address does not answer.
                    last ??= AttemptResult.Later("4.4.1", $"{host.Name} ({address}) port {host.Port}: {(cause is OperationCanceledException ? "no answer in time" : cause.Message)}");
                }
            }
        }

        return last;
    }
}
