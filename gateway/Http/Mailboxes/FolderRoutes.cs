using Mail.Contracts.Errors;
using Mail.Contracts.Mailboxes;
using Mail.Domain.Mailboxes;
using Mail.Gateway.Http.Auth;
using Mail.Gateway.Http.Operations;
using Mail.Gateway.Http.Problems;
using Mail.Gateway.Http.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Orleans;

namespace Mail.Gateway.Http.Mailboxes;

/// <summary>A user's mailbox and its folders.</summary>
internal static class FolderRoutes
{
    private const string Tag = "Folders";
    private const int SubscriptionsAtOnce = 100;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/users/{user}/mailbox", GetMailboxAsync)
            .Describe(new OperationInfo("getMailbox", Tag, Access.Mailbox, "Shows what a mailbox holds and may hold"));
        api.MapGet("/users/{user}/folders", ListAsync)
            .Describe(new OperationInfo("listFolders", Tag, Access.Mailbox, "Lists a mailbox's folders", "All of them, by name."));
        api.MapPost("/users/{user}/folders", CreateAsync).Describe(new OperationInfo("createFolder", Tag, Access.Mailbox, "Creates a folder")
        {
            Changes = true, Creates = true, HasBody = true, Errors = [OperationError.Exists("There is such a folder.")],
        });
        api.MapGet("/users/{user}/folders/{folder}", GetAsync).Describe(new OperationInfo("getFolder", Tag, Access.Mailbox, "Shows a folder"));
        api.MapPatch("/users/{user}/folders/{folder}", RenameAsync).Describe(new OperationInfo("renameFolder", Tag, Access.Mailbox, "Renames a folder")
        {
            Changes = true, HasBody = true,
            Errors = [OperationError.Exists("There is such a folder."), OperationError.Precondition("INBOX keeps its name.")],
        });
        api.MapDelete("/users/{user}/folders/{folder}", DeleteAsync).Describe(new OperationInfo(
            "deleteFolder", Tag, Access.Mailbox, "Deletes a folder with its messages")
        {
            Changes = true, Errors = [OperationError.Precondition("It is INBOX, or has folders below.")],
        });
    }

    public static IMailboxGrain Mailbox(this HttpContext http, IGrainFactory grains) => grains.GetGrain<IMailboxGrain>(ApiCall.Of(http).User!.Id.Value);

    /// <exception cref="ApiException">There is no such folder.</exception>
    public static async Task<FolderView> FolderAsync(this IMailboxGrain mailbox, string folder)
    {
        var folders = int.TryParse(folder, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? (await mailbox.ListFoldersAsync()).Folders
            : [];
        return folders.FirstOrDefault(f => f.FolderNo == number) ?? throw ApiException.NotFound($"There is no folder '{folder}'.");
    }

    private static async Task<MailboxDocument> GetMailboxAsync(IGrainFactory grains, HttpContext http)
    {
        var usage = await http.Mailbox(grains).GetUsageAsync();
        return new MailboxDocument(usage.UsedBytes, usage.UsedMessages, new QuotaDocument(usage.Quota.MaxBytes, usage.Quota.MaxMessages));
    }

    private static async Task<Page<FolderDocument>> ListAsync(IGrainFactory grains, HttpContext http)
    {
        var list = await http.Mailbox(grains).ListFoldersAsync();
        return new Page<FolderDocument>(list.Folders.OrderBy(f => f.Name.Value, StringComparer.Ordinal).Select(Document).ToList());
    }

    private static async Task<Created<FolderDocument>> CreateAsync(CreateFolderBody body, IGrainFactory grains, HttpContext http)
    {
        var (call, mailbox, name) = (ApiCall.Of(http), http.Mailbox(grains), Name(body.Name));
        FolderDocument made;
        try
        {
            made = Document(await mailbox.CreateFolderAsync(name, SpecialUse.None));
        }
        catch (MailException refusal) when (refusal.Code == MailErrorCode.AlreadyExists && call.IsResumed)
        {
            // An earlier run of this request got as far as this.
            made = Document(await mailbox.GetFolderAsync(name));
        }

        // Mail programs may show subscribed folders alone, and nobody makes one so as not to see it.
        await mailbox.SetSubscribedAsync(name, subscribed: true);
        return TypedResults.Created($"/api/v2/users/{call.User!.Id}/folders/{made.Id}", made);
    }

    private static async Task<FolderDocument> GetAsync(string folder, IGrainFactory grains, HttpContext http) =>
        Document(await http.Mailbox(grains).FolderAsync(folder));

    private static async Task<FolderDocument> RenameAsync(string folder, RenameFolderBody body, IGrainFactory grains, HttpContext http)
    {
        var mailbox = http.Mailbox(grains);
        var found = await mailbox.FolderAsync(folder);
        if (found.Name.IsInbox)
        {
            // IMAP's RENAME of INBOX moves its messages away (RFC 9051 section 6.3.6); nobody who renames a folder here wants that.
            throw ApiException.Precondition("INBOX keeps its name: move its messages instead.");
        }

        var name = Name(body.Name);
        await mailbox.RenameFolderAsync(found.Name, name);
        await MoveSubscriptionsAsync(mailbox, found.Name, name);
        return Document(await mailbox.FolderAsync(folder));
    }

    /// <summary>What a mail program showed under the old names it shows under the new ones. IMAP's RENAME leaves that to the client.</summary>
    private static async Task MoveSubscriptionsAsync(IMailboxGrain mailbox, FolderName from, FolderName to)
    {
        var list = await mailbox.ListFoldersAsync();
        var names = list.Folders.Select(f => f.Name).ToHashSet();
        var moved = list.Subscriptions.Where(s => (s == from || s.IsBelow(from)) && names.Contains(s.Rebase(from, to)) && !names.Contains(s)).ToList();
        foreach (var some in moved.Chunk(SubscriptionsAtOnce))
        {
            await Task.WhenAll(some.Select(s => mailbox.SetSubscribedAsync(s.Rebase(from, to), subscribed: true)));
            await Task.WhenAll(some.Select(s => mailbox.SetSubscribedAsync(s, subscribed: false)));
        }
    }

    private static async Task<NoContent> DeleteAsync(string folder, IGrainFactory grains, HttpContext http)
    {
        var mailbox = http.Mailbox(grains);
        await mailbox.DeleteFolderAsync((await mailbox.FolderAsync(folder)).Name);
        return TypedResults.NoContent();
    }

    private static FolderName Name(string text) => FolderName.TryParse(text, out var name)
        ? name
        : throw ApiException.Invalid("A folder name has 1 to 1,000 octets and 1 to 20 levels, no control characters and no '*' or '%'.");

    private static FolderDocument Document(FolderView f) => new(
        f.FolderNo, f.Name.Value, f.Messages, f.Unseen, f.Bytes, f.UidValidity, f.UidNext, f.HighestModSeq,
        f.Use == SpecialUse.None ? null : f.Use.ToString().ToLowerInvariant());
}
