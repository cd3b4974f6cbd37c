using System.Globalization;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Mail.Silo.Cli.Api;

namespace Mail.Silo.Cli.Events;

/// <summary>Events by WebSocket, over lost connections: each connection goes on where the last one ended.</summary>
internal sealed class EventSource(CliCall call, long? after)
{
    private const int LongestFrame = 64 * 1024;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private long? _cursor = after;

    public async IAsyncEnumerable<byte[]> ReadAsync(ApiRequest request, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        for (var wasOpen = false; ;)
        {
            using var socket = await OpenAsync(request.Asking("after", _cursor?.ToString(CultureInfo.InvariantCulture)), wasOpen);
            wasOpen |= socket is not null;
            while (socket is not null && await FrameAsync(socket) is { } frame)
            {
                _cursor = Math.Max(_cursor ?? 0, ModSeq(frame));
                yield return frame;
            }

            await call.Error.WriteLineAsync("The connection is lost; connecting again.");
            await Task.Delay(Pause, call.Time, call.Cancellation);
        }
    }

    /// <summary>Null: not now, but it was open before.</summary>
    private async Task<ClientWebSocket?> OpenAsync(ApiRequest request, bool wasOpen)
    {
        var connection = call.Api.Connection;
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.KeepAliveInterval = socket.Options.KeepAliveTimeout = TimeSpan.FromSeconds(20);
        if (connection.ApiKey is { } key)
        {
            socket.Options.SetRequestHeader("Authorization", "Bearer " + key);
        }

        var target = new UriBuilder(new Uri(connection.Server, request.Target()));
        target.Scheme = target.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs;
        try
        {
            await socket.ConnectAsync(target.Uri, call.Cancellation);
            return socket;
        }
        catch (WebSocketException error)
        {
            var status = (int)socket.HttpStatusCode;
            socket.Dispose();
            if (!wasOpen)
            {
                throw await RefusalAsync(request, status, error);
            }

            if (status == 400 && _cursor is not null)
            {
                _cursor = null;
                await call.Error.WriteLineAsync("The server has lost what was heard last: changes may be missing here.");
            }

            return null;
        }
    }

    private static long ModSeq(byte[] frame) => JsonElement.Parse(frame).TryGetProperty("modSeq", out var modSeq) ? modSeq.GetInt64() : 0;

    /// <summary>The handshake has no body; the same request without it says why.</summary>
    private async Task<CliException> RefusalAsync(ApiRequest request, int status, WebSocketException error)
    {
        try
        {
            await call.SendAsync(request);
        }
        catch (RefusedException refusal) when (refusal.Code != "INVALID_ARGUMENT")
        {
            return refusal;
        }
        catch (RefusedException)
        {
            // It wants a WebSocket: all else was right.
        }

        if (status == 400)
        {
            return new CliException(ExitCode.Refused, "Invalid argument: the mailbox has not reached the cursor of --after.", "INVALID_ARGUMENT (HTTP 400)");
        }

        return status == 429
            ? new CliException(ExitCode.Refused, "Resource exhausted: the user has too many event connections: close some first.", "RESOURCE_EXHAUSTED (HTTP 429)")
            : new CliException(ExitCode.Unreachable, $"{call.Api.Connection.Server} does not open the event connection: {error.Message}");
    }

    /// <summary>Null at the end of the connection.</summary>
    private async Task<byte[]?> FrameAsync(ClientWebSocket socket)
    {
        using var frame = new MemoryStream();
        var buffer = new byte[4096];
        try
        {
            while (frame.Length < LongestFrame)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(), call.Cancellation);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    return null;
                }

                frame.Write(buffer, 0, part.Count);
                if (part.EndOfMessage)
                {
                    return frame.ToArray();
                }
            }

            return null;
        }
        catch (WebSocketException)
        {
            return null;
        }
    }
}
