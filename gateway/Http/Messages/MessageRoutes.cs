using System.Globalization;
using Mail.Contracts.Mailboxes;
using Mail.Domain.Mailboxes;
using Mail.Gateway.Http.Auth;
using Mail.Gateway.Http.Mailboxes;
using Mail.Gateway.Http.Operations;
using Mail.Gateway.Http.Problems;
using Mail.Mime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Orleans;

namespace Mail.Gateway.Http.Messages;

/// <summary>Reading messages.</summary>
internal static class MessageRoutes
{
    public const string Tag = "Messages";
    public const string Folder = "/users/{user}/folders/{folder}/messages";
    public const string One = Folder + "/{uid}";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(Folder, ListAsync).Describe(new OperationInfo(
            "listMessages", Tag, Access.Mailbox, "Lists a folder's messages, newest first", "From stored summaries: no message is opened for it."));
        api.MapGet(One, GetAsync).Describe(new OperationInfo(
            "getMessage", Tag, Access.Mailbox, "Takes a message apart", "Header fields, texts, and what it holds as files. It sets no flag."));
        api.MapGet(One + "/raw", RawAsync)
            .Describe(new OperationInfo("getRawMessage", Tag, Access.Mailbox, "Gives a message byte for byte"))
            .Produces<byte[]>(StatusCodes.Status200OK, "message/rfc822");
        api.MapGet(One + "/attachments/{attachment}", AttachmentAsync)
            .Describe(new OperationInfo(
                "getAttachment", Tag, Access.Mailbox, "Gives a file of a message, decoded", "Always as a download of application/octet-stream."))
            .Produces<byte[]>(StatusCodes.Status200OK, "application/octet-stream");
    }

    private static async Task<Page<MessageDocument>> ListAsync(string folder, IGrainFactory grains, HttpContext http, int? limit, string? cursor)
    {
        var most = Paging.Limit(limit);
        var before = (uint)Math.Clamp(Paging.Number(cursor, uint.MaxValue), 0, uint.MaxValue);
        var mailbox = http.Mailbox(grains);
        var number = (await mailbox.FolderAsync(folder)).FolderNo;
        var newest = await mailbox.ReadNewestAsync(number, before, most);
        if (newest.IsEmpty)
        {
            return new Page<MessageDocument>([]);
        }

        // Between the oldest and the newest of them there is no other live message, unless one came back from nowhere.
        var rows = await mailbox.ReadSummariesAsync(number, new UidRange(newest[^1].Uid, newest[0].Uid), 1000);
        var summaries = rows.ToDictionary(r => r.Uid, r => r.Summary);
        return Paging.Of(
            newest.Select(e => MessageLookup.Document(e, summaries.GetValueOrDefault(e.Uid))), most, last => Paging.Cursor(last.Uid));
    }

    private static async Task<ParsedMessageDocument> GetAsync(string folder, string uid, IGrainFactory grains, MessageBytes bytes, HttpContext http)
    {
        var mailbox = http.Mailbox(grains);
        var number = (await mailbox.FolderAsync(folder)).FolderNo;
        var entry = await MessageLookup.FindAsync(mailbox, number, uid);
        var summary = await MessageLookup.DescribeAsync(mailbox, number, entry);
        return await bytes.WithMessageAsync(entry.Blob, message => MessageParts.Parse(message, summary), http.RequestAborted);
    }

    private static async Task RawAsync(string folder, string uid, IGrainFactory grains, MessageBytes bytes, HttpContext http)
    {
        var mailbox = http.Mailbox(grains);
        var entry = await MessageLookup.FindAsync(mailbox, (await mailbox.FolderAsync(folder)).FolderNo, uid);
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{entry.Uid}.eml\"";
        await bytes.SendAsync(entry.Blob, http.Response, http.RequestAborted);
    }

    private static async Task AttachmentAsync(
        string folder, string uid, string attachment, IGrainFactory grains, MessageBytes bytes, HttpContext http)
    {
        var mailbox = http.Mailbox(grains);
        var entry = await MessageLookup.FindAsync(mailbox, (await mailbox.FolderAsync(folder)).FolderNo, uid);
        var (content, name) = await bytes.WithMessageAsync(
            entry.Blob,
            message => int.TryParse(attachment, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && MessageParts.Files(MimeParser.Parse(message)) is var files && number >= 1 && number <= files.Count
                ? (files[number - 1].DecodeBody(), files[number - 1].FileName)
                : throw ApiException.NotFound($"The message has no file {attachment}."),
            http.RequestAborted);
        var disposition = new Microsoft.Net.Http.Headers.ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(name ?? $"attachment-{attachment}");
        http.Response.Headers.ContentDisposition = disposition.ToString();
        http.Response.ContentType = "application/octet-stream";
        http.Response.ContentLength = content.Length;
        await http.Response.Body.WriteAsync(content, http.RequestAborted);
    }
}
