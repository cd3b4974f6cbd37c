using Mail.Contracts.Errors;
using Mail.Contracts.Mailboxes;
using Mail.Gateway.Http.Events;
using Mail.Gateway.Http.Problems;
using Mail.Gateway.Tests.Imap.Fakes;

namespace Mail.Gateway.Tests.Http;

public sealed class MailboxFeedTests
{
    private readonly FakeEvents _events = new();
    private readonly List<string> _heard = [];

    [Fact]
    public async Task What_was_missed_comes_before_what_happens_meanwhile()
    {
        _events.Attach = (observer, after) =>
        {
            observer.Changed(Change(9));
            observer.Changed(Change(7));
            observer.Changed(Change(8));
            return Task.FromResult(new MissedChanges(7, [Change(6), Change(7)]));
        };
        await Feed(5).AttachAsync();
        Assert.Equal(["ready 5", "6", "7", "8", "9"], _heard);
    }

    [Fact]
    public async Task Repeated_and_late_changes_are_dropped()
    {
        var feed = Feed(null);
        await feed.AttachAsync();
        foreach (var modSeq in (long[])[2, 2, 3, 1, 3, 4])
        {
            feed.Changed(Change(modSeq));
        }

        Assert.Equal(["ready 1", "2", "3", "4"], _heard);
    }

    [Fact]
    public async Task A_gap_is_closed_by_attaching_again_behind_the_last_change()
    {
        var feed = Feed(null);
        await feed.AttachAsync();
        feed.Changed(Change(2));
        feed.Changed(Change(5));
        Assert.True(await feed.GapAsync(CancellationToken.None));
        Assert.Equal(["ready 1", "2"], _heard);

        _events.Attach = (_, after) => Task.FromResult(new MissedChanges(6, after == 2 ? [Change(3), Change(6)] : []));
        await feed.AttachAsync();
        feed.Changed(Change(5));
        feed.Changed(Change(7));
        Assert.Equal(["ready 1", "2", "3", "6", "7"], _heard);
    }

    [Fact]
    public async Task After_an_attachment_that_failed_the_next_goes_on_at_the_same_place()
    {
        var feed = Feed(4);
        _events.Attach = (observer, _) =>
        {
            observer.Changed(Change(6));
            throw new MailException(MailErrorCode.Unavailable, "not now");
        };
        await Assert.ThrowsAsync<MailException>(feed.AttachAsync);
        _events.Attach = (_, after) => Task.FromResult(new MissedChanges(6, after == 4 ? [Change(5), Change(6)] : []));
        await feed.AttachAsync();
        Assert.Equal(["ready 4", "5", "6"], _heard);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData(" 1")]
    [InlineData("1.5")]
    [InlineData("99999999999999999999")]
    public void What_is_no_cursor_is_refused(string after) => Assert.Equal("INVALID_ARGUMENT", Assert.Throws<ApiException>(() => EventCursor.Read(after)).Code);

    [Fact]
    public void A_cursor_is_a_MODSEQ() => Assert.Equal((null, 42L), (EventCursor.Read(null), EventCursor.Read("42")));

    private static MailboxChanged Change(long modSeq) => new(modSeq, [1], false);

    private MailboxFeed Feed(long? after) =>
        new(FakeGrains.Create().Factory, _events, after, modSeq => _heard.Add($"ready {modSeq}"), change => _heard.Add($"{change.ModSeq}"));
}
