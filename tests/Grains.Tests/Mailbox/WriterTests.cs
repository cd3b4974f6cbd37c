using Mail.Contracts.Errors;
using Mail.Domain.Mailboxes;
using Mail.Grains.Mailbox.Mutations;
using Mail.Storage.Mailboxes;

namespace Grains.Tests.Mailbox;

public sealed class WriterTests
{
    [Fact]
    public Task What_waits_together_is_committed_together_with_ascending_uids_and_one_modseq() => Turns.Run(async () =>
    {
        var box = await MailboxFixture.CreateAsync();
        var results = await Task.WhenAll(Enumerable.Range(1, 50).Select(i => box.DeliverAsync(i)));
        Assert.Equal(Enumerable.Range(1, 50).Select(i => (uint)i), results.Select(r => r.Uid));
        Assert.Equal(2, box.Store.Commits); // The first went alone; 49 had gathered behind it.
        Assert.Equal(2, box.Store.LiveEntries(MailboxFixture.Inbox).Select(e => e.ModSeq).Distinct().Count());
        Assert.Equal(50, box.Model.Folder(MailboxFixture.Inbox).Image.Messages);
    });

    [Fact]
    public Task Nothing_is_visible_before_the_store_has_said_yes() => Turns.Run(async () =>
    {
        var box = await MailboxFixture.CreateAsync();
        var delivery = box.DeliverAsync(1);
        Assert.Empty(await box.ReadAllAsync());
        await delivery;
        Assert.Single(await box.ReadAllAsync());
        Assert.Equal(box.Model.Image.ModSeq, Assert.Single(box.Published).ModSeq);
    });

    [Fact]
    public Task Same_delivery_twice_in_one_batch_is_filed_once() => Turns.Run(async () =>
    {
        var box = await MailboxFixture.CreateAsync();
        var results = await Task.WhenAll(box.DeliverAsync(9), box.DeliverAsync(1), box.DeliverAsync(1));
        Assert.Equal(results[1].Uid, results[2].Uid);
        Assert.Equal(2, (await box.ReadAllAsync()).Count);
    });

    [Fact]
    public Task Redelivery_of_what_is_there_answers_with_its_place() => Turns.Run(async () =>
    {
        var box = await MailboxFixture.CreateAsync();
        var first = await box.DeliverAsync(1);
        var again = await box.DeliverAsync(1, redelivery: true);
        Assert.True(again.WasThere);
        Assert.Equal(first.Uid, again.Uid);
        Assert.Single(await box.ReadAllAsync());
    });

    [Fact]
    public Task Repeat_that_nobody_announced_is_caught_by_the_store_and_costs_its_neighbours_nothing() => Turns.Run(async () =>
    {
        var box = await MailboxFixture.CreateAsync();
        var first = await box.DeliverAsync(1);
        var results = await Task.WhenAll(box.DeliverAsync(2), box.DeliverAsync(1), box.DeliverAsync(3));
        Assert.True(results[1].WasThere);
        Assert.Equal(first.Uid, results[1].Uid);
        Assert.Equal(3, (await box.ReadAllAsync()).Count);
        Assert.Equal(3, box.Model.Folder(MailboxFixture.Inbox).Image.Messages);
    });

    [Fact]
    public Task One_message_for_two_recipients_of_one_account_is_filed_twice() => Turns.Run(async () =>
    {
        var box = await MailboxFixture.CreateAsync();
        await Task.WhenAll(box.DeliverAsync(1, "a@t.test"), box.DeliverAsync(1, "a+x@t.test"));
        Assert.Equal(2, (await box.ReadAllAsync()).Count);
    });

    [Fact]
    public Task Stale_writer_writes_nothing_and_goes() => Turns.Run(async () =>
    {
        var box = await MailboxFixture.CreateAsync();
        var rival = MailboxFixture.Open(box.Store);
        await rival.DeliverAsync(1);
        var refusal = await Assert.ThrowsAsync<MailException>(() => box.DeliverAsync(2));
        Assert.Equal(MailErrorCode.Unavailable, refusal.Code);
        Assert.True(box.IsLost);
        Assert.Single(box.Store.LiveEntries(MailboxFixture.Inbox));
    });

    [Fact]
    public Task Refused_change_fails_alone() => Turns.Run(async () =>
    {
        var box = await MailboxFixture.CreateAsync();
        var first = box.DeliverAsync(1);
        var refused = box.AppendAsync("Nowhere");
        var last = box.DeliverAsync(2);
        await Task.WhenAll(first, last);
        Assert.Equal(MailErrorCode.NotFound, (await Assert.ThrowsAsync<MailException>(() => refused)).Code);
        Assert.Equal(2, (await box.ReadAllAsync()).Count);
    });

    [Fact]
    public Task Full_mailbox_refuses_append_and_copy_but_files_what_was_accepted() => Turns.Run(async () =>
    {
        var box = await MailboxFixture.CreateAsync(new MailQuota(250, 0));
        await box.AppendAsync("INBOX");
        await box.AppendAsync("INBOX");
        Assert.Equal(MailErrorCode.ResourceExhausted, (await Assert.ThrowsAsync<MailException>(() => box.AppendAsync("INBOX"))).Code);
        Assert.Equal(
            MailErrorCode.ResourceExhausted,
            (await Assert.ThrowsAsync<MailException>(() => box.CopyAsync(UidSet.Of(1), "Trash", move: false))).Code);
        await box.CopyAsync(UidSet.Of(1), "Trash", move: true);
        await box.DeliverAsync(1);
        Assert.Equal(300, box.Model.Image.UsedBytes);
    });

    [Fact]
    public Task Store_reports_every_live_message_and_changes_only_what_differs() => Turns.Run(async () =>
    {
        var box = await MailboxFixture.CreateAsync();
        await Task.WhenAll(box.DeliverAsync(1), box.DeliverAsync(2), box.DeliverAsync(3));
        await box.StoreAsync(UidSet.Of(2), FlagOperation.Add, MessageFlags.Seen);
        var before = box.Model.Image.ModSeq;
        var result = await box.StoreAsync(UidSet.Range(1, uint.MaxValue), FlagOperation.Add, MessageFlags.Seen);
        Assert.Equal([1u, 2u, 3u], result.Messages.Select(m => m.Uid));
        Assert.Equal(before, result.Messages[1].ModSeq);
        Assert.Equal(0, box.Model.Folder(MailboxFixture.Inbox).Image.Unseen);
        Assert.Equal(before + 1, box.Model.Image.ModSeq);
    });

    [Fact]
    public Task Store_that_changes_nothing_commits_nothing() => Turns.Run(async () =>
    {
        var box = await MailboxFixture.CreateAsync();
        await box.DeliverAsync(1);
        var commits = box.Store.Commits;
        await box.StoreAsync(UidSet.Of(1), FlagOperation.Remove, MessageFlags.Seen);
        Assert.Equal(commits, box.Store.Commits);
    });

    [Fact]
    public Task Unchanged_since_keeps_newer_messages_as_they_are() => Turns.Run(async () =>
    {
        var box = await MailboxFixture.CreateAsync();
        await box.DeliverAsync(1);
        var since = box.Model.Image.ModSeq;
        await box.DeliverAsync(2);
        var result = await box.StoreAsync(UidSet.Range(1, 2), FlagOperation.Add, MessageFlags.Flagged, unchangedSince: since);
        Assert.Equal(UidSet.Of(2), result.Refused);
        Assert.Equal([MessageFlags.Flagged, MessageFlags.None], (await box.ReadAllAsync()).Select(e => e.Flags));
    });

    [Fact]
    public Task Two_conditional_stores_in_one_batch_let_the_first_win() => Turns.Run(async () =>
    {
        var box = await MailboxFixture.CreateAsync();
        await box.DeliverAsync(1);
        var since = box.Model.Image.ModSeq;
        var blocker = box.DeliverAsync(2);
        var first = box.StoreAsync(UidSet.Of(1), FlagOperation.Add, MessageFlags.Flagged, unchangedSince: since);
        var second = box.StoreAsync(UidSet.Of(1), FlagOperation.Add, MessageFlags.Answered, unchangedSince: since);
        await Task.WhenAll(blocker, first, second);
        Assert.True((await first).Refused.IsEmpty);
        Assert.Equal(UidSet.Of(1), (await second).Refused);
    });

    [Fact]
    public Task Flag_and_expunge_in_one_batch_leave_one_tombstone() => Turns.Run(async () =>
    {
        var box = await MailboxFixture.CreateAsync();
        await Task.WhenAll(box.DeliverAsync(1), box.DeliverAsync(2));
        var blocker = box.DeliverAsync(3);
        var store = box.StoreAsync(UidSet.Of(1), FlagOperation.Add, MessageFlags.Deleted);
        var expunge = box.ExpungeAsync(UidSet.Range(1, 9));
        await Task.WhenAll(blocker, store, expunge);
        Assert.Equal(UidSet.Of(1), (await expunge).Expunged);
        Assert.Equal([2u, 3u], (await box.ReadAllAsync()).Select(e => e.Uid));
        Assert.Equal(0, box.Model.Folder(MailboxFixture.Inbox).Image.Deleted);
    });

    [Fact]
    public Task Expunge_removes_only_deleted_ones_and_frees_their_room() => Turns.Run(async () =>
    {
        var box = await MailboxFixture.CreateAsync();
        await Task.WhenAll(Enumerable.Range(1, 5).Select(i => box.DeliverAsync(i)));
        await box.StoreAsync(UidSet.From([2u, 4u]), FlagOperation.Add, MessageFlags.Deleted);
        var result = await box.ExpungeAsync();
        Assert.Equal(UidSet.From([2u, 4u]), result.Expunged);
        Assert.Equal(300, box.Model.Image.UsedBytes);
        Assert.True((await box.ExpungeAsync()).Expunged.IsEmpty);
    });

    [Fact]
    public Task Move_keeps_the_message_number_and_copy_makes_a_new_one() => Turns.Run(async () =>
    {
        var box = await MailboxFixture.CreateAsync();
        await box.DeliverAsync(1);
        var number = (await box.ReadAllAsync())[0].MessageNo;
        await box.CopyAsync(UidSet.Of(1), "Trash", move: false);
        var moved = await box.CopyAsync(UidSet.Of(1), "Trash", move: true);
        Assert.Equal([1u], moved.Sources.ToArray());
        Assert.Equal([2u], moved.Targets.ToArray());
        var trash = await box.ReadAllAsync(MailboxFixture.Trash);
        Assert.NotEqual(number, trash[0].MessageNo);
        Assert.Equal(number, trash[1].MessageNo);
        Assert.Empty(await box.ReadAllAsync());
    });

    [Fact]
    public Task Folder_made_again_has_a_higher_uidvalidity() => Turns.Run(async () =>
    {
        var box = await MailboxFixture.CreateAsync();
        var name = FolderName.Parse("Work/2026");
        var first = await box.Writer.RunAsync(new CreateFolderMutation(name, SpecialUse.None));
        Assert.NotNull(box.Model.Find(FolderName.Parse("Work")));
        await box.Writer.RunAsync(new DeleteFolderMutation(name));
        var again = await box.Writer.RunAsync(new CreateFolderMutation(name, SpecialUse.None));
        Assert.True(again.UidValidity > first.UidValidity);
        Assert.NotEqual(first.FolderNo, again.FolderNo);
    });

    [Fact]
    public Task Rename_takes_the_folders_below_along() => Turns.Run(async () =>
    {
        var box = await MailboxFixture.CreateAsync();
        await box.Writer.RunAsync(new CreateFolderMutation(FolderName.Parse("a/b/c"), SpecialUse.None));
        await box.Writer.RunAsync(new RenameFolderMutation(FolderName.Parse("a/b"), FolderName.Parse("x/y")));
        Assert.Equal(["INBOX", "Trash", "a", "x", "x/y", "x/y/c"], box.Model.Folders.Select(f => f.Image.Name.Value).Order(StringComparer.Ordinal));
        var into = box.Writer.RunAsync(new RenameFolderMutation(FolderName.Parse("x"), FolderName.Parse("x/y/z")));
        Assert.Equal(MailErrorCode.InvalidArgument, (await Assert.ThrowsAsync<MailException>(() => into)).Code);
    });

    [Fact]
    public Task Rename_of_inbox_moves_its_messages_and_keeps_inbox() => Turns.Run(async () =>
    {
        var box = await MailboxFixture.CreateAsync();
        await Task.WhenAll(Enumerable.Range(1, 3).Select(i => box.DeliverAsync(i)));
        await box.Writer.RunAsync(new RenameFolderMutation(FolderName.Inbox, FolderName.Parse("Old")));
        Assert.Empty(await box.ReadAllAsync());
        var old = box.Model.Folder(FolderName.Parse("Old"));
        Assert.Equal(3, (await box.ReadAllAsync(old.Image.FolderNo)).Count);
        Assert.Equal(4u, box.Model.Folder(MailboxFixture.Inbox).Image.UidNext);
    });

    [Fact]
    public Task Inbox_and_folders_with_folders_below_cannot_be_deleted() => Turns.Run(async () =>
    {
        var box = await MailboxFixture.CreateAsync();
        await box.Writer.RunAsync(new CreateFolderMutation(FolderName.Parse("a/b"), SpecialUse.None));
        foreach (var name in (string[])["INBOX", "a"])
        {
            var refusal = await Assert.ThrowsAsync<MailException>(
                () => box.Writer.RunAsync(new DeleteFolderMutation(FolderName.Parse(name))));
            Assert.Equal(MailErrorCode.FailedPrecondition, refusal.Code);
        }
    });
}
