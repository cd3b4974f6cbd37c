using Mail.Contracts.Mailboxes;
using Mail.Domain.Mailboxes;

namespace Grains.Tests.Mailbox;

/// <summary>Changes that a request with a key makes once, whether the repetition is announced, comes by surprise, or at the same time.</summary>
public sealed class KeyedChangeTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task A_repeated_append_files_one_message(bool again) => Turns.Run(async () =>
    {
        // Announced, it is not refused for the room that the first one took.
        var box = await MailboxFixture.CreateAsync(again ? new MailQuota(150, 0) : default);
        var first = await box.AppendOnceAsync(1, again: false);
        box = MailboxFixture.Open(box.Store);
        Assert.Equal(first, await box.AppendOnceAsync(1, again));
        Assert.Single(await box.ReadAllAsync());
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task A_repeated_copy_makes_one_message(bool again) => Turns.Run(async () =>
    {
        var box = await MailboxFixture.CreateAsync();
        await box.AppendAsync("INBOX");
        await box.AppendAsync("INBOX");
        var first = await box.CopyOnceAsync(1, again: false, UidSet.Range(1, 2), move: false);
        var second = await box.CopyOnceAsync(1, again, UidSet.Range(1, 2), move: false);
        foreach (var result in (CopyResult[])[first, second])
        {
            Assert.Equal([1u, 2u], result.Sources.ToArray());
            Assert.Equal([1u, 2u], result.Targets.ToArray());
        }

        Assert.Equal(2, (await box.ReadAllAsync(MailboxFixture.Trash)).Count);
    });

    [Fact]
    public Task A_repeated_move_answers_as_the_first_though_nothing_is_left_to_move() => Turns.Run(async () =>
    {
        var box = await MailboxFixture.CreateAsync();
        await box.DeliverAsync(9);
        var first = await box.CopyOnceAsync(1, again: false, UidSet.Of(1), move: true);
        var second = await MailboxFixture.Open(box.Store).CopyOnceAsync(1, again: true, UidSet.Of(1), move: true);
        Assert.Equal([1u], second.Targets.ToArray());
        Assert.Equal(first.Targets.ToArray(), second.Targets.ToArray());
        Assert.Single(box.Store.LiveEntries(MailboxFixture.Trash));
    });

    [Fact]
    public Task The_same_request_twice_at_once_is_made_once() => Turns.Run(async () =>
    {
        var box = await MailboxFixture.CreateAsync();
        await box.AppendAsync("INBOX");
        var busy = box.AppendAsync("INBOX");
        var appends = await Task.WhenAll(box.AppendOnceAsync(1, again: false), box.AppendOnceAsync(1, again: false));
        Assert.Equal(appends[0], appends[1]);
        busy = box.AppendAsync("INBOX");
        var moves = await Task.WhenAll(box.CopyOnceAsync(2, false, UidSet.Of(1), move: true), box.CopyOnceAsync(2, false, UidSet.Of(1), move: true));
        Assert.Equal(moves[0].Targets.ToArray(), moves[1].Targets.ToArray());
        await busy;
        Assert.Single(await box.ReadAllAsync(MailboxFixture.Trash));
        Assert.Equal(3, (await box.ReadAllAsync()).Count);
    });

    [Fact]
    public Task Another_key_is_another_request() => Turns.Run(async () =>
    {
        var box = await MailboxFixture.CreateAsync();
        await Task.WhenAll(box.AppendOnceAsync(1, false), box.AppendOnceAsync(2, false), box.DeliverAsync(1));
        Assert.Equal(3, (await box.ReadAllAsync()).Count);
    });
}
