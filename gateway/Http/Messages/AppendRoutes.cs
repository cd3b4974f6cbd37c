using System.Buffers;
using Mail.Contracts.Mailboxes;
using Mail.Domain.Mailboxes;
using Mail.Gateway.Delivery;
using Mail.Gateway.Http.Auth;
using Mail.Gateway.Http.Mailboxes;
using Mail.Gateway.Http.Operations;
using Mail.Gateway.Http.Problems;
using Mail.Mime;
using Mail.Protocols.Imap;
using Mail.Storage.Blobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Orleans;

namespace Mail.Gateway.Http.Messages;

/// <summary>Filing messages that come from elsewhere: imports, drafts.</summary>
internal static class AppendRoutes
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost(MessageRoutes.Folder, AppendAsync)
        .Accepts<byte[]>(MessageBodies.RawType)
        .Describe(new OperationInfo(
            "appendMessage", MessageRoutes.Tag, Access.Mailbox, "Files a message in a folder",
            "As it is, with line ends as CRLF; nothing is sent. 201 means that the message is on stable storage.")
        {
            Changes = true, Creates = true, HasBody = true, CarriesMessage = true, Errors = [OperationError.Exhausted("The mailbox is full.")],
        });

    private static async Task<Created<MessagePlaceDocument>> AppendAsync(
        string folder, [FromQuery] string[]? flag, DateTimeOffset? receivedAt, IGrainFactory grains, IBlobStore blobs, MessageBytes bytes, IMessageSummarizer summarizer, HttpContext http)
    {
        var (call, mailbox) = (ApiCall.Of(http), http.Mailbox(grains));
        var target = await mailbox.FolderAsync(folder);
        if (!http.Request.IsRawMessage())
        {
            throw new ApiException(StatusCodes.Status415UnsupportedMediaType, ApiCode.InvalidArgument, "Send the message as message/rfc822.");
        }

        if (receivedAt is { Year: < ImapDate.FirstYear or > ImapDate.LastYear })
        {
            throw ApiException.Invalid($"receivedAt must be in the years {ImapDate.FirstYear} to {ImapDate.LastYear}.");
        }

        var (flags, keywords) = MessageFlagText.Read(flag ?? []);
        await http.Request.ReceiveAsync();
        var result = await bytes.InTurnAsync(
            async () =>
            {
                var message = new ReadOnlySequence<byte>(await ReadAsync(http));
                if (!call.IsResumed && await mailbox.CheckRoomAsync(message.Length) != QuotaVerdict.Fits)
                {
                    throw ApiException.Exhausted("The mailbox is full.");
                }

                var summary = summarizer.Summarize(message.Slice(0, Math.Min(message.Length, summarizer.Enough)), message.Length);
                var blob = await blobs.WriteAsync(message, CancellationToken.None);
                return await mailbox.AppendAsync(
                    new AppendMessage(target.Name, blob, summary, flags, keywords, receivedAt?.ToUniversalTime()) { Key = call.Key, Again = call.IsResumed });
            },
            call.Gone);
        return TypedResults.Created(
            $"/api/v2/users/{call.User!.Id}/folders/{result.FolderNo}/messages/{result.Uid}", new MessagePlaceDocument(result.FolderNo, result.Uid));
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContext http)
    {
        var message = await http.Request.ReadMessageAsync();
        return MessageStart.IsField(message.Span)
            ? message
            : throw ApiException.Invalid("This is no message: its first line is not a header field.");
    }
}
