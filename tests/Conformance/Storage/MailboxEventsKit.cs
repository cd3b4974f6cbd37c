using System.Collections.Immutable;
using Mail.Domain.Identity;
using Mail.Domain.Mailboxes;
using Mail.Storage.Mailboxes;
using Mail.Storage.Queue;

namespace Mail.Conformance.Storage;

/// <summary>What every <see cref="IMailboxStore"/> must do with the events of its commits.</summary>
public abstract class MailboxEventsKit : MailboxKit
{
    [Fact]
    public async Task Events_are_written_with_the_change()
    {
        var image = await CreateAsync();
        await CommitAsync(Next(image) with { Outbox = [new OutboxEvent("index", "k1", new byte[] { 1 }), new OutboxEvent("index", "k2", new byte[] { 2 }), new OutboxEvent("push", "k3", default)] });

        var rows = await Stores.Outbox.ReadAsync("index", 0, 10, None);
        Assert.Equal(["k1", "k2"], rows.Select(r => r.Event.Key));
        Assert.Equal([2], rows[1].Event.Payload.ToArray());
        Assert.True(rows[0].Id < rows[1].Id);
        Assert.Empty(Assert.Single(await Stores.Outbox.ReadAsync("push", 0, 10, None)).Event.Payload.ToArray());
    }

    [Fact]
    public async Task Events_for_listeners_are_written_while_somebody_listens_to_that_mailbox()
    {
        var (image, neighbour) = (await CreateAsync(), await CreateAsync());
        Assert.Equal(["always"], await CommitWithEventsAsync(image, 1));

        Assert.True(await Stores.Mailboxes.ListenAsync(image.Account, DateTimeOffset.UtcNow.AddHours(1), None));
        Assert.Equal(["always", "heard"], await CommitWithEventsAsync(image, 2));
        Assert.Equal(["always"], await CommitWithEventsAsync(neighbour, 1));

        // A shorter lease ends no longer one, and all of it survives a restart.
        Assert.True(await Stores.Mailboxes.ListenAsync(image.Account, DateTimeOffset.UtcNow.AddHours(-1), None));
        await ReopenAsync();
        Assert.Equal(["always", "heard"], await CommitWithEventsAsync(image, 3));
    }

    [Fact]
    public async Task Events_for_listeners_end_with_the_lease()
    {
        var image = await CreateAsync();
        await Stores.Mailboxes.ListenAsync(image.Account, DateTimeOffset.UtcNow.AddHours(-1), None);
        Assert.Equal(["always"], await CommitWithEventsAsync(image, 1));
    }

    [Fact]
    public async Task Nobody_can_listen_to_a_mailbox_that_is_not_there() =>
        Assert.False(await Stores.Mailboxes.ListenAsync(NewAccount(), DateTimeOffset.UtcNow.AddHours(1), None));

    [Fact]
    public async Task Whoever_listens_and_then_loads_misses_no_commit_that_was_under_way()
    {
        var image = await CreateAsync();
        for (var modSeq = 1L; modSeq < 20; modSeq++)
        {
            var account = NewAccount();
            await Stores.Mailboxes.CreateAsync(Mailbox(account), None);
            image = await LoadAsync(account);
            var commit = Stores.Mailboxes.CommitAsync(Next(image) with { Outbox = [Heard(image)] }, None).AsTask();
            Assert.True(await Stores.Mailboxes.ListenAsync(account, DateTimeOffset.UtcNow.AddHours(1), None));
            var seen = (await LoadAsync(account)).ModSeq;
            Assert.Equal(CommitOutcome.Committed, await commit);
            Assert.True(seen > image.ModSeq || (await Stores.Outbox.ReadAsync("heard", 0, 1_000, None)).Any(r => r.Event.Key == Heard(image).Key));
        }
    }

    private static OutboxEvent Heard(MailboxImage image) => new("heard", image.Account.Value.ToString("N"), default) { OnlyIfHeard = true };

    /// <summary>The streams in which a commit left an event.</summary>
    private async Task<List<string>> CommitWithEventsAsync(MailboxImage image, long modSeq)
    {
        var key = image.Account.Value.ToString("N");
        await CommitAsync(Next(image) with { ExpectedModSeq = modSeq, ModSeq = modSeq + 1, Outbox = [new OutboxEvent("always", key, default), Heard(image)] });
        var found = new List<string>();
        foreach (var stream in (string[])["always", "heard"])
        {
            var rows = await Stores.Outbox.ReadAsync(stream, 0, 100, None);
            found.AddRange(rows.Where(r => r.Event.Key == key).Select(r => r.Event.Stream));
            await Stores.Outbox.AcknowledgeAsync(stream, [.. rows.Select(r => r.Id)], None);
        }

        return found;
    }
}
