using System.Collections.Immutable;
using Mail.Domain.Blobs;
using Mail.Domain.Identity;
using Mail.Domain.Mailboxes;
using Mail.Storage.Mailboxes;
using Mail.Storage.Queue;

namespace Mail.Conformance.Storage;

/// <summary>What every <see cref="IMailboxStore"/> must do.</summary>
public abstract class MailboxStoreKit : MailboxKit
{
    [Fact]
    public async Task A_new_mailbox_has_its_folders_subscribed_and_MODSEQ_1()
    {
        var account = NewAccount();
        await Stores.Mailboxes.CreateAsync(Mailbox(account) with { Quota = new MailQuota(1_000, 10) }, None);

        var image = await LoadAsync(account);

        Assert.Equal(account, image.Account);
        Assert.Equal("acme", image.Tenant.Value);
        Assert.Equal(1, image.ModSeq);
        Assert.Equal(1, image.NextMessageNo);
        Assert.Equal(3, image.NextFolderNo);
        Assert.Equal(77u, image.LastUidValidity);
        Assert.Equal((0, 0), (image.UsedBytes, image.UsedMessages));
        Assert.Equal(new MailQuota(1_000, 10), image.Quota);
        Assert.Equal(
            [
                new FolderImage(1, FolderName.Inbox, SpecialUse.Inbox, 77, 1, 1, 0, 0, 0, 0),
                new FolderImage(2, FolderName.Parse("Sent"), SpecialUse.Sent, 77, 1, 1, 0, 0, 0, 0),
            ],
            image.Folders.AsEnumerable());
        Assert.Equal(["INBOX", "Sent"], image.Subscriptions.Select(s => s.Value));
    }

    [Fact]
    public async Task An_account_without_a_mailbox_loads_as_null() =>
        Assert.Null(await Stores.Mailboxes.LoadAsync(NewAccount(), None));

    [Fact]
    public async Task Creating_a_mailbox_again_changes_nothing()
    {
        var account = NewAccount();
        await Stores.Mailboxes.CreateAsync(Mailbox(account), None);
        var before = await LoadAsync(account);

        await Stores.Mailboxes.CreateAsync(
            Mailbox(account) with { UidValidity = 99, Quota = new MailQuota(5, 5), Folders = [(FolderName.Inbox, SpecialUse.Inbox), (FolderName.Parse("More"), 0), (FolderName.Parse("Yet more"), 0)] },
            None);

        Same(before, await LoadAsync(account));
    }

    [Fact]
    public async Task A_deleted_mailbox_is_gone_with_its_messages_and_its_neighbour_stays()
    {
        var (account, neighbour) = (NewAccount(), NewAccount());
        await Stores.Mailboxes.CreateAsync(Mailbox(account), None);
        await Stores.Mailboxes.CreateAsync(Mailbox(neighbour), None);
        var image = await LoadAsync(account);
        var before = await LoadAsync(neighbour);

        await Stores.Mailboxes.DeleteAsync(account, None);
        await Stores.Mailboxes.DeleteAsync(account, None);
        await ReopenAsync();

        Assert.Null(await Stores.Mailboxes.LoadAsync(account, None));
        Same(before, await LoadAsync(neighbour));
        Assert.Equal(CommitOutcome.Stale, await CommitAsync(Next(image)));
        Assert.Empty(await Stores.Mailboxes.ReadMessagesAsync(image.AccountKey, 1, All, 10, None));
        await Stores.Mailboxes.CreateAsync(Mailbox(account), None);
        Assert.Equal(0, (await LoadAsync(account)).UsedMessages);
    }

    [Fact]
    public async Task A_commit_survives_a_restart()
    {
        var image = await CreateAsync();
        var commit = Next(image) with
        {
            NextMessageNo = 2,
            UsedBytes = 100,
            UsedMessages = 1,
            LastUidValidity = 80,
            NextFolderNo = 5,
            Quota = new MailQuota(7, 8),
            Folders = [image.Folders[0] with { UidNext = 2, HighestModSeq = 2, Messages = 1, Unseen = 1, Deleted = 0, Bytes = 100 }],
            Added = [Message(1, 1, 2, MessageFlags.Flagged, "$Junk", "later")],
        };
        Assert.Equal(CommitOutcome.Committed, await CommitAsync(commit));
        await ReopenAsync();

        var loaded = await LoadAsync(image.Account);
        Assert.Equal((2, 2, 100, 1, 80u, 5), (loaded.ModSeq, loaded.NextMessageNo, loaded.UsedBytes, loaded.UsedMessages, loaded.LastUidValidity, loaded.NextFolderNo));
        Assert.Equal(new MailQuota(7, 8), loaded.Quota);
        Assert.Equal(commit.Folders[0], loaded.Folders[0]);
        var entry = Assert.Single(await MessagesAsync(image, 1));
        Same(commit.Added[0].Entry, entry);
        Assert.Equal(100, entry.Size);
    }

    [Fact]
    public async Task A_stale_commit_writes_nothing()
    {
        var image = await CreateAsync();
        Assert.Equal(CommitOutcome.Committed, await CommitAsync(Next(image)));
        var before = await LoadAsync(image.Account);

        var stale = Next(image) with { ModSeq = 9, Added = [Message(1, 1, 9)], UsedBytes = 5, Outbox = [new OutboxEvent("stale", "k", new byte[1])] };
        Assert.Equal(CommitOutcome.Stale, await CommitAsync(stale));
        Assert.Equal(CommitOutcome.Stale, await CommitAsync(stale with { ExpectedModSeq = 3 }));

        Same(before, await LoadAsync(image.Account));
        Assert.Empty(await MessagesAsync(image, 1));
        Assert.Empty(await Stores.Outbox.ReadAsync("stale", 0, 10, None));
    }

    [Fact]
    public async Task A_commit_for_no_account_is_stale()
    {
        var image = await CreateAsync();
        Assert.Equal(CommitOutcome.Stale, await CommitAsync(Next(image) with { AccountKey = image.AccountKey + 1_000_000 }));
    }

    [Fact]
    public async Task A_commit_that_does_not_raise_MODSEQ_is_refused()
    {
        var image = await CreateAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => CommitAsync(Next(image) with { ModSeq = image.ModSeq }));
    }

    [Fact]
    public async Task A_delivery_that_is_there_refuses_the_whole_commit()
    {
        var image = await CreateAsync();
        var key = NewIngest();
        Assert.Equal(CommitOutcome.Committed, await CommitAsync(Next(image) with { Added = [Delivery(1, 1, 2, key, "a@acme.test")] }));

        var again = Next(image, 2) with { Added = [Delivery(1, 2, 3, NewIngest(), "a@acme.test"), Delivery(1, 3, 3, key, "a@acme.test")] };
        Assert.Equal(CommitOutcome.Duplicate, await CommitAsync(again));

        Assert.Equal(2, (await LoadAsync(image.Account)).ModSeq);
        Assert.Equal([1u], (await MessagesAsync(image, 1)).Select(m => m.Uid));
    }

    [Fact]
    public async Task The_delivery_key_is_ingest_and_recipient_within_the_account()
    {
        var one = await CreateAsync();
        var other = await CreateAsync();
        var ingest = NewIngest();
        Assert.Equal(CommitOutcome.Committed, await CommitAsync(Next(one) with { Added = [Delivery(1, 1, 2, ingest, "a@acme.test"), Delivery(1, 2, 2, ingest, "b@acme.test")] }));
        Assert.Equal(CommitOutcome.Committed, await CommitAsync(Next(other) with { Added = [Delivery(2, 1, 2, ingest, "a@acme.test")] }));

        var known = await Stores.Mailboxes.FindDeliveriesAsync(one.AccountKey, [ingest, NewIngest()], None);
        Assert.Equal(
            [new KnownDelivery(new DeliveryKey(ingest, "a@acme.test"), 1, 1), new KnownDelivery(new DeliveryKey(ingest, "b@acme.test"), 1, 2)],
            known.OrderBy(k => k.Uid));
        Assert.Equal(2, Assert.Single(await Stores.Mailboxes.FindDeliveriesAsync(other.AccountKey, [ingest], None)).FolderNo);
        Assert.Empty(await Stores.Mailboxes.FindDeliveriesAsync(one.AccountKey, [], None));
    }

    [Fact]
    public async Task An_expunged_delivery_is_still_known_and_still_a_duplicate()
    {
        var image = await CreateAsync();
        var ingest = NewIngest();
        await CommitAsync(Next(image) with { Added = [Delivery(1, 1, 2, ingest, "a@acme.test")] });
        await CommitAsync(Next(image, 2) with { Expunged = [new ExpungedMessage(1, 1, 3)] });

        Assert.Equal(1u, Assert.Single(await Stores.Mailboxes.FindDeliveriesAsync(image.AccountKey, [ingest], None)).Uid);
        Assert.Equal(CommitOutcome.Duplicate, await CommitAsync(Next(image, 3) with { Added = [Delivery(1, 2, 4, ingest, "a@acme.test")] }));
    }

    [Fact]
    public async Task Stale_and_duplicate_commits_leave_their_neighbours_alone()
    {
        var images = new List<MailboxImage>();
        for (var i = 0; i < 60; i++)
        {
            images.Add(await CreateAsync());
        }

        var ingest = NewIngest();
        foreach (var image in images.Where((_, i) => i % 3 == 1))
        {
            await CommitAsync(Next(image) with { Added = [Delivery(1, 1, 2, ingest, "a@acme.test")] });
        }

        // Of three accounts one commits, one has the delivery already, one builds on a state that never was.
        var outcomes = await Task.WhenAll(images.Select((image, i) => CommitAsync(
            Next(image, i % 3 == 0 ? 1 : i % 3 == 1 ? 2 : 7) with { Added = [Delivery(1, 5, 9, ingest, "a@acme.test")] })));

        for (var i = 0; i < outcomes.Length; i++)
        {
            Assert.Equal((CommitOutcome)(i % 3 == 0 ? 0 : i % 3 == 1 ? 2 : 1), outcomes[i]);
            Assert.Equal(i % 3 == 2 ? 0 : 1, (await MessagesAsync(images[i], 1)).Length);
        }
    }

    [Fact]
    public async Task A_commit_that_cannot_be_applied_fails_alone_and_as_a_whole()
    {
        var images = new List<MailboxImage>();
        for (var i = 0; i < 20; i++)
        {
            images.Add(await CreateAsync());
        }

        // The last one changes a message that is not there.
        var good = images.Take(19).Select(image => CommitAsync(Next(image) with { Added = [Message(1, 1, 2)] })).ToArray();
        var bad = CommitAsync(Next(images[19]) with { Added = [Message(1, 1, 2)], Flags = [new FlagChange(1, 99, 2, MessageFlags.Seen, [])] });

        Assert.All(await Task.WhenAll(good), outcome => Assert.Equal(CommitOutcome.Committed, outcome));
        await Assert.ThrowsAsync<InvalidOperationException>(() => bad);
        Assert.Equal(1, (await LoadAsync(images[19].Account)).ModSeq);
        Assert.Empty(await MessagesAsync(images[19], 1));
    }

    [Fact]
    public async Task Of_two_writers_with_one_version_one_wins()
    {
        var image = await CreateAsync();
        for (var round = 1; round <= 10; round++)
        {
            var modSeq = round;
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
                CommitAsync(Next(image, modSeq) with { Added = [Message(1, (uint)((modSeq * 10) + i), modSeq + 1)] })));
            Assert.Single(outcomes, CommitOutcome.Committed);
            Assert.Equal(7, outcomes.Count(o => o == CommitOutcome.Stale));
        }

        Assert.Equal(10, (await MessagesAsync(image, 1)).Length);
    }

    [Fact]
    public async Task Messages_come_by_UID_within_range_and_bound()
    {
        var image = await CreateAsync();
        await CommitAsync(Next(image) with { Added = [.. new uint[] { 7, 3, 9, 1 }.Select(uid => Message(1, uid, 2)), Message(2, 4, 2)] });

        Assert.Equal([1u, 3, 7, 9], (await MessagesAsync(image, 1)).Select(m => m.Uid));
        Assert.Equal([3u, 7], (await Stores.Mailboxes.ReadMessagesAsync(image.AccountKey, 1, new UidRange(3, 8), 10, None)).Select(m => m.Uid));
        Assert.Equal([3u], (await Stores.Mailboxes.ReadMessagesAsync(image.AccountKey, 1, new UidRange(2, 9), 1, None)).Select(m => m.Uid));
        Assert.Equal([4u], (await MessagesAsync(image, 2)).Select(m => m.Uid));
        Assert.Empty(await MessagesAsync(image, 3));
    }

    [Fact]
    public async Task Summaries_are_kept_as_given()
    {
        var image = await CreateAsync();
        var large = new byte[8 * 1024];
        Random.Shared.NextBytes(large);
        await CommitAsync(Next(image) with { Added = [Message(1, 1, 2) with { Summary = large }, Message(1, 2, 2) with { Summary = default }, Message(1, 3, 2) with { Summary = new byte[] { 0 } }] });
        await CommitAsync(Next(image, 2) with { Expunged = [new ExpungedMessage(1, 3, 3)] });

        var rows = await Stores.Mailboxes.ReadSummariesAsync(image.AccountKey, 1, All, 10, None);
        Assert.Equal([1u, 2u], rows.Select(r => r.Uid));
        Assert.Equal(large, rows[0].Summary.ToArray());
        Assert.Empty(rows[1].Summary.ToArray());
        Assert.Equal(2u, Assert.Single(await Stores.Mailboxes.ReadSummariesAsync(image.AccountKey, 1, new UidRange(2, 9), 1, None)).Uid);
        await Assert.ThrowsAsync<ArgumentException>(() => CommitAsync(Next(image, 3) with { Added = [Message(1, 4, 4) with { Summary = new byte[8_193] }] }));
    }

    [Fact]
    public async Task Flag_changes_and_expunges_show_in_the_change_log_once_in_their_last_state()
    {
        var image = await CreateAsync();
        await CommitAsync(Next(image) with { Added = [Message(1, 1, 2), Message(1, 2, 2), Message(1, 3, 2), Message(2, 1, 2)] });
        await CommitAsync(Next(image, 2) with { Flags = [new FlagChange(1, 2, 3, MessageFlags.Seen | MessageFlags.Deleted, ["x"]), new FlagChange(1, 1, 3, MessageFlags.Answered, [])] });
        await CommitAsync(Next(image, 3) with { Expunged = [new ExpungedMessage(1, 1, 4)] });

        var changes = await ChangesAsync(image, 1, 0);
        Assert.Equal([(3u, 2L, false), (2u, 3L, false), (1u, 4L, true)], changes.Select(c => (c.Entry.Uid, c.Entry.ModSeq, c.Expunged)));
        Assert.Equal(MessageFlags.Seen | MessageFlags.Deleted, changes[1].Entry.Flags);
        Assert.Equal(["x"], changes[1].Entry.Keywords.AsEnumerable());
        Assert.Equal(1, changes[2].Entry.MessageNo);
        Assert.Equal([1u], (await ChangesAsync(image, 1, 3)).Select(c => c.Entry.Uid));
        Assert.Empty(await ChangesAsync(image, 1, 4));
        Assert.Equal([3u, 2u], (await ChangesAsync(image, 1, 0, 2)).Select(c => c.Entry.Uid));
        Assert.Equal([2u, 3u], (await MessagesAsync(image, 1)).Select(m => m.Uid));
    }

    [Fact]
    public async Task An_expunged_message_cannot_change_and_its_UID_cannot_come_back()
    {
        var image = await CreateAsync();
        await CommitAsync(Next(image) with { Added = [Message(1, 1, 2)] });
        await CommitAsync(Next(image, 2) with { Expunged = [new ExpungedMessage(1, 1, 3)] });

        await Assert.ThrowsAsync<InvalidOperationException>(() => CommitAsync(Next(image, 3) with { Flags = [new FlagChange(1, 1, 4, MessageFlags.Seen, [])] }));
        await Assert.ThrowsAsync<InvalidOperationException>(() => CommitAsync(Next(image, 3) with { Expunged = [new ExpungedMessage(1, 1, 4)] }));
        await Assert.ThrowsAsync<InvalidOperationException>(() => CommitAsync(Next(image, 3) with { Added = [Message(1, 1, 4)] }));
        Assert.Equal(3, (await LoadAsync(image.Account)).ModSeq);
    }

    [Fact]
    public async Task The_first_unseen_is_the_lowest_live_UID_without_Seen()
    {
        var image = await CreateAsync();
        Assert.Null(await Stores.Mailboxes.FindFirstUnseenAsync(image.AccountKey, 1, None));
        await CommitAsync(Next(image) with { Added = [Message(1, 1, 2, MessageFlags.Seen), Message(1, 2, 2), Message(1, 3, 2, MessageFlags.Flagged), Message(2, 1, 2)] });

        Assert.Equal(2u, await Stores.Mailboxes.FindFirstUnseenAsync(image.AccountKey, 1, None));
        await CommitAsync(Next(image, 2) with { Expunged = [new ExpungedMessage(1, 2, 3)] });
        Assert.Equal(3u, await Stores.Mailboxes.FindFirstUnseenAsync(image.AccountKey, 1, None));
        await CommitAsync(Next(image, 3) with { Flags = [new FlagChange(1, 3, 4, MessageFlags.Seen, [])] });
        Assert.Null(await Stores.Mailboxes.FindFirstUnseenAsync(image.AccountKey, 1, None));
    }

    [Fact]
    public async Task The_deleted_are_the_live_UIDs_with_Deleted_ascending()
    {
        var image = await CreateAsync();
        await CommitAsync(Next(image) with { Added = [Message(1, 9, 2, MessageFlags.Deleted), Message(1, 2, 2), Message(1, 3, 2, (MessageFlags)31), Message(1, 5, 2), Message(2, 1, 2, MessageFlags.Deleted)] });
        await CommitAsync(Next(image, 2) with { Flags = [new FlagChange(1, 5, 3, MessageFlags.Deleted, [])] });

        Assert.Equal([3u, 5u, 9u], (await Stores.Mailboxes.FindDeletedAsync(image.AccountKey, 1, 10, None)).AsEnumerable());
        Assert.Equal([3u, 5u], (await Stores.Mailboxes.FindDeletedAsync(image.AccountKey, 1, 2, None)).AsEnumerable());
        await CommitAsync(Next(image, 3) with { Expunged = [new ExpungedMessage(1, 3, 4)], Flags = [new FlagChange(1, 9, 4, 0, [])] });
        Assert.Equal([5u], (await Stores.Mailboxes.FindDeletedAsync(image.AccountKey, 1, 10, None)).AsEnumerable());
    }

    [Fact]
    public async Task Folders_are_added_renamed_swapped_and_removed()
    {
        var image = await CreateAsync();
        await CommitAsync(Next(image) with { Added = [Message(2, 1, 2)], Folders = [Folder(3, "A"), Folder(4, "B")] });
        await CommitAsync(Next(image, 2) with { Added = [Message(3, 1, 3), Message(4, 1, 3)] });

        await CommitAsync(Next(image, 3) with { Folders = [Folder(3, "B"), Folder(4, "A"), Folder(5, "INBOX"), image.Folders[0] with { Name = FolderName.Parse("Old") }] });
        Assert.Equal(["1 Old", "2 Sent", "3 B", "4 A", "5 INBOX"], (await LoadAsync(image.Account)).Folders.Select(f => $"{f.FolderNo} {f.Name}"));

        await CommitAsync(Next(image, 4) with { RemovedFolders = [4], Folders = [Folder(6, "A")] });
        Assert.Equal(["1 Old", "2 Sent", "3 B", "5 INBOX", "6 A"], (await LoadAsync(image.Account)).Folders.Select(f => $"{f.FolderNo} {f.Name}"));
        Assert.Empty(await MessagesAsync(image, 4));
        Assert.Empty(await ChangesAsync(image, 4, 0));
        Assert.Single(await MessagesAsync(image, 3));
    }

    [Fact]
    public async Task Subscriptions_come_and_go_and_need_no_folder()
    {
        var image = await CreateAsync();
        await CommitAsync(Next(image) with { Subscribed = [FolderName.Parse("Gone/Deep"), FolderName.Parse("Sent")], Unsubscribed = [FolderName.Inbox, FolderName.Parse("Never")] });

        Assert.Equal(["Gone/Deep", "Sent"], (await LoadAsync(image.Account)).Subscriptions.Select(s => s.Value));
    }

    [Fact]
    public async Task Blob_references_and_dates_are_kept_exactly()
    {
        var image = await CreateAsync();
        var blob = new BlobRef(BlobKind.Packed, long.MaxValue, 1L << 40, int.MaxValue);
        var odd = Message(1, uint.MaxValue, 2) with { Entry = new MessageEntry(uint.MaxValue, 2, long.MaxValue, (MessageFlags)31, ["a", "ü"], DateTimeOffset.UnixEpoch.AddSeconds(-5), blob) };
        await CommitAsync(Next(image) with { Added = [odd] });

        Same(odd.Entry, Assert.Single(await MessagesAsync(image, 1)));
    }
}
