using System.Text.Json;
using Mail.Gateway.Http.Auth;
using Mail.Gateway.Http.Operations;
using Mail.Gateway.Http.Problems;
using Mail.Protocols.Buffers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Mail.Gateway.Http.Messages;

/// <summary>Sending messages.</summary>
internal static class SendRoutes
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/users/{user}/messages", SendAsync)
        .Accepts<SendMessageBody>("application/json", MessageBodies.RawType)
        .Describe(new OperationInfo(
            "sendMessage", MessageRoutes.Tag, Access.Mailbox, "Sends a message",
            "As JSON, from which a message is composed, or as `message/rfc822`, whose To, Cc and Bcc fields name the recipients (Bcc is taken out). "
            + "From and Sender must be addresses of the user. A bare LF becomes CRLF; a bare CR is refused. "
            + "202 means that the message is on stable storage. Either all recipients are accepted or none is.")
        {
            Changes = true, Creates = true, HasBody = true, CarriesMessage = true,
            Errors =
            [
                OperationError.Denied("The author's address is not one of the user."),
                OperationError.Precondition("A recipient does not exist, or is on another server."),
                OperationError.Exhausted("A recipient's mailbox is full, or the user has sent to too many recipients in an hour."),
            ],
        });

    private static async Task<Accepted<SentDocument>> SendAsync(
        HttpContext http, OutgoingComposer composer, MessageSubmission submission, MessageBytes bytes, IOptions<JsonOptions> json)
    {
        var call = ApiCall.Of(http);
        submission.RequireRate(call.User!.Id, http.Connection.RemoteIpAddress);
        await http.Request.ReceiveAsync();
        var taken = await bytes.InTurnAsync(
            async () =>
            {
                using var buffer = new SegmentedBuffer();
                var message = http.Request.IsRawMessage()
                    ? composer.Read(await http.Request.ReadMessageAsync())
                    : composer.Compose(await BodyAsync(http, json.Value.SerializerOptions), call.User, buffer);
                return await submission.TakeAsync(message, http);
            },
            call.Gone);
        await submission.KeepSentAsync(taken, call.User.Id);
        return TypedResults.Accepted((string?)null, taken.Document);
    }

    private static async Task<SendMessageBody> BodyAsync(HttpContext http, JsonSerializerOptions json)
    {
        try
        {
            return await http.Request.ReadFromJsonAsync<SendMessageBody>(json, http.RequestAborted) ?? throw ApiException.Invalid("The body is null: send a JSON object.");
        }
        catch (JsonException failure)
        {
            throw new BadHttpRequestException("The body is not as documented.", failure);
        }
    }
}
