using System.Collections.Immutable;
using Mail.Contracts.Mailboxes;
using Mail.Domain.Mailboxes;
using Mail.Gateway.Http.Auth;
using Mail.Gateway.Http.Mailboxes;
using Mail.Gateway.Http.Operations;
using Mail.Gateway.Http.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Orleans;

namespace Mail.Gateway.Http.Messages;

/// <summary>Flags, moves, copies and deletions of messages.</summary>
internal static class MessageChangeRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPut(MessageRoutes.One + "/flags", PutFlagsAsync).Describe(new OperationInfo(
            "putFlags", MessageRoutes.Tag, Access.Mailbox, "Gives a message exactly these flags") { Changes = true, HasBody = true });
        api.MapPatch(MessageRoutes.One + "/flags", PatchFlagsAsync).Describe(new OperationInfo(
            "patchFlags", MessageRoutes.Tag, Access.Mailbox, "Sets and takes away flags of a message", "First sets, then takes away.") { Changes = true, HasBody = true });
        api.MapPost(MessageRoutes.One + "/move", (string folder, string uid, TargetFolderBody body, IGrainFactory grains, HttpContext http) =>
            TransferAsync(folder, uid, body, grains, http, (mailbox, request) => mailbox.MoveAsync(request))).Describe(new OperationInfo(
            "moveMessage", MessageRoutes.Tag, Access.Mailbox, "Moves a message to another folder", "It has another UID there.")
        {
            Changes = true, Creates = true, HasBody = true, Errors = [OperationError.Precondition("The target folder does not exist.")],
        });
        api.MapPost(MessageRoutes.One + "/copy", (string folder, string uid, TargetFolderBody body, IGrainFactory grains, HttpContext http) =>
            TransferAsync(folder, uid, body, grains, http, (mailbox, request) => mailbox.CopyAsync(request))).Describe(new OperationInfo(
            "copyMessage", MessageRoutes.Tag, Access.Mailbox, "Copies a message to another folder")
        {
            Changes = true, Creates = true, HasBody = true,
            Errors = [OperationError.Precondition("The target folder does not exist."), OperationError.Exhausted("The mailbox is full.")],
        });
        api.MapDelete(MessageRoutes.One, DeleteAsync).Describe(new OperationInfo(
            "deleteMessage", MessageRoutes.Tag, Access.Mailbox, "Deletes a message for good", "To keep it for a while, move it to Trash instead.") { Changes = true });
    }

    private static async Task<MessageDocument> PutFlagsAsync(string folder, string uid, PutFlagsBody body, IGrainFactory grains, HttpContext http)
    {
        var (flags, keywords) = MessageFlagText.Read(body.Flags);
        return await StoreAsync(folder, uid, grains, http, (FlagOperation.Replace, flags, keywords));
    }

    private static async Task<MessageDocument> PatchFlagsAsync(string folder, string uid, PatchFlagsBody body, IGrainFactory grains, HttpContext http)
    {
        var add = MessageFlagText.Read(body.Add ?? []);
        var remove = MessageFlagText.Read(body.Remove ?? []);
        return await StoreAsync(
            folder, uid, grains, http, (FlagOperation.Add, add.Flags, add.Keywords), (FlagOperation.Remove, remove.Flags, remove.Keywords));
    }

    private static async Task<MessageDocument> StoreAsync(
        string folder, string uid, IGrainFactory grains, HttpContext http,
        params (FlagOperation Operation, MessageFlags Flags, ImmutableArray<string> Keywords)[] changes)
    {
        var mailbox = http.Mailbox(grains);
        var number = (await mailbox.FolderAsync(folder)).FolderNo;
        var entry = await MessageLookup.FindAsync(mailbox, number, uid);
        foreach (var change in changes)
        {
            var result = await mailbox.StoreFlagsAsync(new StoreFlags(
                number, UidSet.Of(entry.Uid), change.Operation, change.Flags, change.Keywords, UnchangedSince: null));
            entry = result.Messages is [var stored] ? stored : throw MessageLookup.NotFound(uid);
        }

        return await MessageLookup.DescribeAsync(mailbox, number, entry);
    }

    private static async Task<MessagePlaceDocument> TransferAsync(
        string folder, string uid, TargetFolderBody body, IGrainFactory grains, HttpContext http,
        Func<IMailboxGrain, CopyMessages, Task<CopyResult>> transfer)
    {
        var (call, mailbox) = (ApiCall.Of(http), http.Mailbox(grains));
        var number = (await mailbox.FolderAsync(folder)).FolderNo;

        // Whether it is there is seen when it is moved: an earlier run of this request may have moved it.
        var only = UidSet.Of(MessageLookup.Uid(uid));
        var target = (await mailbox.ListFoldersAsync()).Folders.FirstOrDefault(f => f.FolderNo == body.Folder)
            ?? throw ApiException.Precondition($"There is no folder {body.Folder} to put it in.");
        var result = await transfer(mailbox, new CopyMessages(number, only, target.Name) { Key = call.Key, Again = call.IsResumed });
        return result.Targets is [var there]
            ? new MessagePlaceDocument(target.FolderNo, there)
            : throw MessageLookup.NotFound(uid);
    }

    private static async Task<NoContent> DeleteAsync(string folder, string uid, IGrainFactory grains, HttpContext http)
    {
        var mailbox = http.Mailbox(grains);
        var number = (await mailbox.FolderAsync(folder)).FolderNo;
        var entry = await MessageLookup.FindAsync(mailbox, number, uid);
        var only = UidSet.Of(entry.Uid);
        await mailbox.StoreFlagsAsync(new StoreFlags(number, only, FlagOperation.Add, MessageFlags.Deleted, [], UnchangedSince: null));
        await mailbox.ExpungeAsync(number, only);
        return TypedResults.NoContent();
    }
}
