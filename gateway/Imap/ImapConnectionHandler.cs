using System.Text;
using Mail.Gateway.Imap.Session;
using Mail.Gateway.Limits;
using Mail.Gateway.Tracing;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace Mail.Gateway.Imap;

/// <summary>Takes connections from Kestrel and runs a session on each.</summary>
internal sealed class ImapConnectionHandler(ImapSessionServices services, ImapSessionRegistry registry)
{
    private static readonly byte[] TooMany = Encoding.ASCII.GetBytes("* BYE [LIMIT] Too many connections\r\n");

    public async Task OnConnectedAsync(ConnectionContext connection, bool implicitTls)
    {
        var client = ClientNetwork.Of(connection.RemoteEndPoint);
        if (!registry.TryEnter(client))
        {
            if (!implicitTls)
            {
                await connection.Transport.Output.WriteAsync(TooMany).ConfigureAwait(false);
            }

            return;
        }

        LogScope.Begin("imap");
        services.Metrics.SessionOpened();
        var session = new ImapSession(services, new ImapConnection(
            connection.ConnectionId, connection.RemoteEndPoint, connection.Transport, implicitTls, () => connection.Abort()));
        registry.Watch(session);
        var closing = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested ?? default;
        await using var drain = closing.Register(static s => ((ImapSession)s!).Stop(), session).ConfigureAwait(false);
        try
        {
            await session.RunAsync(implicitTls).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            services.Log.Broke(failure, connection.ConnectionId);
        }
        finally
        {
            registry.Forget(session);
            registry.Leave(client, session.IsLoggedIn);
            services.Metrics.SessionClosed();
        }
    }
}
