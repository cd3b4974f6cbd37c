using System.Text;
using Mail.Gateway.Http.Problems;
using Mail.Gateway.Limits;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace Mail.Gateway.Http.Limits;

/// <summary>
/// Lets connections in as far as there is room for their client; the others are answered with 429 (under TLS: closed) before anything of them is read. Those that merely
/// come too fast are let in marked: only their first request tells whether it is monitoring that asks.
/// </summary>
internal sealed class HttpConnectionGate(HttpLimitOptions options, ClientLimits limits)
{
    private static readonly byte[] TooMany = Refusal();

    private readonly ConnectionLimiter _connections = new(() => options.MaxConnections, () => options.MaxConnectionsPerAddress);

    public async Task OnConnectedAsync(ConnectionContext connection, bool tls, ConnectionDelegate next)
    {
        var client = ClientNetwork.Of(connection.RemoteEndPoint);
        if (!limits.AllowsConnection(client, "http"))
        {
            connection.Features.Set(ConnectionBeyondRate.Mark);
        }

        if (!_connections.TryEnter(client))
        {
            limits.Struck("http", LimitName.Connections, client);
            if (!tls)
            {
                await connection.Transport.Output.WriteAsync(TooMany);
            }

            return;
        }

        try
        {
            await next(connection);
        }
        finally
        {
            _connections.Leave(client);
        }
    }

    private static byte[] Refusal()
    {
        var body = ProblemWriter.Serialize(ApiException.Exhausted("There are too many connections: close some, or wait."), new string('0', 32));
        return [.. Encoding.ASCII.GetBytes(
            $"HTTP/1.1 {StatusCodes.Status429TooManyRequests} Too Many Requests\r\nRetry-After: 5\r\nConnection: close\r\n"
            + $"Content-Type: {ProblemWriter.ContentType}\r\nContent-Length: {body.Length}\r\n\r\n"), .. body];
    }
}
