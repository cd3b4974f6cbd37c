using System.Net;
using Mail.Gateway.Limits;
using Mail.Gateway.Tracing;
using Mail.Protocols.Smtp;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Connections;

namespace Mail.Gateway.Smtp;

/// <summary>Runs a session on each connection of a listener.</summary>
internal abstract class SmtpConnectionHandlerBase(SmtpServices services, SmtpDialect dialect, bool implicitTls = false) : ConnectionHandler
{
    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        var address = (connection.RemoteEndPoint as IPEndPoint)?.Address;
        var drain = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested ?? default;
        var wire = new SmtpWire(connection.Transport, services.Clock, services.Options.ReplyTimeout, drain);
        await using (wire.ConfigureAwait(false))
        {
            try
            {
                await RunGuardedAsync(wire, address).ConfigureAwait(false);
            }
            catch (Exception cause) when (cause is IOException or OperationCanceledException or ObjectDisposedException)
            {
                // The peer has gone, as peers do; what it had sent to the end was answered for already.
            }
        }
    }

    private async Task RunGuardedAsync(SmtpWire wire, IPAddress? address)
    {
        try
        {
            await RunAsync(wire, address).ConfigureAwait(false);
        }
        catch (Exception cause) when (cause is not (IOException or OperationCanceledException or ObjectDisposedException))
        {
            services.Logger.SessionFailed(cause, address);
            wire.Write(SmtpReplies.InternalError);
            await wire.FinishAsync().ConfigureAwait(false);
        }
    }

    private async Task RunAsync(SmtpWire wire, IPAddress? address)
    {
        var client = address is null ? (ClientNetwork?)null : ClientNetwork.Of(address);
        // LMTP's clients are our own servers.
        if (!MayEnter(client))
        {
            services.Metrics.Refused(dialect, SmtpReplies.TooManyConnections);
            wire.Write(SmtpReplies.TooManyConnections);
            await wire.FinishAsync().ConfigureAwait(false);
            return;
        }

        LogScope.Begin(SmtpMetrics.NameOf(dialect));
        services.Metrics.SessionBegan(dialect);
        try
        {
            using var session = new SmtpSession(services, new SmtpPeer(dialect, address), wire);
            await session.RunAsync(implicitTls).ConfigureAwait(false);
        }
        finally
        {
            services.Metrics.SessionEnded(dialect);
            services.Connections.Leave(client);
        }
    }

    private bool MayEnter(ClientNetwork? client)
    {
        var protocol = SmtpMetrics.NameOf(dialect);
        if (dialect != SmtpDialect.Lmtp && !services.Limits.AllowsConnection(client, protocol))
        {
            return false;
        }

        if (services.Connections.TryEnter(client))
        {
            return true;
        }

        services.Limits.Struck(protocol, LimitName.Connections, client);
        return false;
    }
}
