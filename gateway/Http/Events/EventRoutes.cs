using Mail.Contracts.Mailboxes;
using Mail.Gateway.Auth;
using Mail.Gateway.Http.Auth;
using Mail.Gateway.Http.Operations;
using Mail.Gateway.Http.Problems;
using Mail.Gateway.Limits;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Orleans;

namespace Mail.Gateway.Http.Events;

/// <summary>Live events of a mailbox by WebSocket (RFC 6455).</summary>
internal static class EventRoutes
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("/users/{user}/events", RunAsync)
        .Describe(new OperationInfo(
            "watchMailbox", "Events", Access.Mailbox, "Opens a WebSocket with a mailbox's events",
            "Each text frame from the server is one JSON object of the schema MailboxEvent. The first says `ready`. The text frame `ping` is answered "
            + "with `pong`; the protocol's own pings are sent and answered, too. A slow reader misses events and is told so. Within minutes after "
            + "the credentials were revoked the connection is closed with 1008.\n\n"
            + "Every `modSeq` above 0 is a cursor. A client that connects again with `after` and the highest one that it has seen gets what it missed, in "
            + "order, and then what happens; nothing is left out, and nothing comes twice on one connection. What is long past comes summed up: each "
            + "folder once, at its last change, and `folderListChanged` at the end. A cursor that the mailbox has not reached (after a restore, say) is "
            + "refused: connect without one and read all folders.")
        {
            Errors =
            [
                OperationError.Invalid("The request does not ask for a WebSocket."),
                OperationError.Invalid("`after` is no cursor, or one that the mailbox has not reached."),
                OperationError.Exhausted("The user has too many event connections."),
            ],
        });

    private static async Task RunAsync(
        HttpContext http, string? after, IGrainFactory grains, PasswordCheck passwords, EventConnections connections, ClientLimits limits,
        IHostApplicationLifetime lifetime, TimeProvider time)
    {
        var cursor = EventCursor.Read(after);
        if (!http.WebSockets.IsWebSocketRequest)
        {
            throw ApiException.Invalid("Open this with a WebSocket client.");
        }

        var user = ApiCall.Of(http).User!.Id;
        if (!connections.TryEnter(user))
        {
            limits.Struck("http", LimitName.Events, http.Connection.RemoteIpAddress is { } address ? ClientNetwork.Of(address) : null);
            throw ApiException.Exhausted("There are too many event connections: close some first.");
        }

        try
        {
            var access = new EventAccess(ApiCall.Of(http).Caller, grains, passwords);
            var session = new EventSession(grains.GetGrain<IMailboxEventsGrain>(user.Value), grains, cursor, access, time);
            try
            {
                await session.OpenAsync();
                using var socket = await http.WebSockets.AcceptWebSocketAsync();
                await session.RunAsync(socket, lifetime.ApplicationStopping);
            }
            finally
            {
                await session.CloseAsync();
            }
        }
        finally
        {
            connections.Leave(user);
        }
    }
}
