using System.Text.Json;
using Mail.Gateway.Http.Auth;
using Mail.Gateway.Http.Operations;
using Mail.Gateway.Http.Problems;
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
    public const string RawType = "message/rfc822";

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/users/{user}/messages", SendAsync)
        .Accepts<SendMessageBody>("application/json", RawType)
        .Describe(new OperationInfo(
            "sendMessage", MessageRoutes.Tag, Access.Mailbox, "Sends a message",
            "As JSON, from which a message is composed, or as `message/rfc822`, whose To, Cc and Bcc fields name the recipients (Bcc is taken out). "
            + "202 means that the message is on stable storage. Either all recipients are accepted or none is.")
        {
            Changes = true, Creates = true, HasBody = true, CarriesMessage = true,
            Errors =
            [
                OperationError.Denied("The author's address is not one of the user."),
                OperationError.Precondition("A recipient does not exist, or is on another server."),
                OperationError.Exhausted("A recipient's mailbox is full."),
            ],
        });

    private static async Task<Accepted<SentDocument>> SendAsync(
        HttpContext http, OutgoingComposer composer, MessageSubmission submission, IOptions<JsonOptions> json)
    {
        var call = ApiCall.Of(http);
        var message = http.Request.ContentType?.StartsWith(RawType, StringComparison.OrdinalIgnoreCase) == true
            ? composer.Read(await RawAsync(http))
            : composer.Compose(await BodyAsync(http, json.Value.SerializerOptions), call.User!);
        return TypedResults.Accepted((string?)null, await submission.SendAsync(message, call, RequestIds.Of(http).Trace));
    }

    private static async Task<SendMessageBody> BodyAsync(HttpContext http, JsonSerializerOptions json)
    {
        try
        {
            return await http.Request.ReadFromJsonAsync<SendMessageBody>(json, http.RequestAborted) ?? throw ApiException.Invalid("The body must not be null.");
        }
        catch (JsonException failure)
        {
            throw new BadHttpRequestException("The body is not as documented.", failure);
        }
    }

    private static async Task<ReadOnlyMemory<byte>> RawAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        return body.ToArray();
    }
}
