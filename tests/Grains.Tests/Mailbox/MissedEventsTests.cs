using Mail.Contracts.Mailboxes;
using Mail.Domain.Identity;
using Mail.Domain.Mailboxes;
using Mail.Grains.Mailbox.Events;
using Mail.Storage.Mailboxes;

namespace Grains.Tests.Mailbox;

public sealed class MissedEventsTests
{
    [Fact]
    public void Nothing_was_missed_at_the_newest() => Assert.Empty(MissedEvents.Find(new RecentEvents(), Image(9, 3, 9), 9));

    [Fact]
    public void Recent_events_come_as_they_were()
    {
        var recent = Recent(5, 6, 7);
        Assert.Equal([6, 7], MissedEvents.Find(recent, Image(7, 7), 5).Select(c => c.ModSeq));
        Assert.All(MissedEvents.Find(recent, Image(7, 7), 4), c => Assert.False(c.FolderListChanged));
    }

    [Fact]
    public void What_recent_events_do_not_reach_is_derived_per_folder_in_order()
    {
        var missed = MissedEvents.Find(Recent(8, 9), Image(9, 9, 2, 5, 5, 6), 3);
        Assert.Equal(["5: 3 4", "6: 5", "9: 1 list"], missed.Select(Text));
    }

    [Fact]
    public void What_the_stream_has_not_brought_yet_is_derived_behind_the_recent_events() =>
        Assert.Equal(["6: 1", "7: 1", "9: 2 list"], MissedEvents.Find(Recent(5, 6, 7), Image(9, 7, 9), 5).Select(Text));

    [Fact]
    public void A_change_without_a_folder_names_the_list() =>
        Assert.Equal(["4: 1", "9:  list"], MissedEvents.Find(new RecentEvents(), Image(9, 4), 2).Select(Text));

    [Fact]
    public void Many_folders_are_put_together()
    {
        var missed = MissedEvents.Find(new RecentEvents(), Image(1_000, [.. Enumerable.Range(1, 1_000).Select(i => (long)i)]), 0);
        Assert.Equal(MissedEvents.MostDerived, missed.Length);
        Assert.Equal(Enumerable.Range(1, 1_000), missed.SelectMany(c => c.Folders).Order());
        Assert.Equal(missed.Select(c => c.ModSeq).Order(), missed.Select(c => c.ModSeq));
    }

    [Fact]
    public void Repeated_events_are_known_and_a_gap_begins_anew()
    {
        var recent = Recent(5, 6);
        Assert.False(recent.TryAdd(Change(6)));
        Assert.False(recent.TryAdd(Change(2)));
        Assert.True(recent.Covers(4));
        Assert.True(recent.TryAdd(Change(9)));
        Assert.False(recent.Covers(6));
        Assert.True(recent.Covers(8));
    }

    [Fact]
    public void Only_so_many_are_kept()
    {
        var recent = Recent([.. Enumerable.Range(1, RecentEvents.Most + 10).Select(i => (long)i)]);
        Assert.Equal(10, recent.Since);
        Assert.False(recent.Covers(9));
        Assert.Equal(RecentEvents.Most, recent.After(10).Count());
    }

    /// <summary>However old the cursor: what lies behind it and nothing else, ascending, to the end.</summary>
    [Fact]
    public void Cursors_of_any_age_end_at_the_present()
    {
        var recent = Recent(20, 21, 22, 23);
        var image = Image(25, 25, 10, 21, 24);
        for (var after = 0L; after <= 25; after++)
        {
            var missed = MissedEvents.Find(recent, image, after);
            Assert.All(missed, c => Assert.True(c.ModSeq > after));
            Assert.Equal(missed.Select(c => c.ModSeq).Distinct().Order(), missed.Select(c => c.ModSeq));
            Assert.Equal(25, missed.IsEmpty ? after : missed[^1].ModSeq);
            var named = missed.SelectMany(c => c.Folders).ToHashSet();
            Assert.All(image.Folders.Where(f => f.HighestModSeq > after), f => Assert.Contains(f.FolderNo, named));
        }
    }

    private static string Text(MailboxChanged change) => $"{change.ModSeq}: {string.Join(' ', change.Folders)}{(change.FolderListChanged ? " list" : "")}";

    private static RecentEvents Recent(params long[] modSeqs)
    {
        var recent = new RecentEvents();
        Assert.All(modSeqs, m => Assert.True(recent.TryAdd(Change(m))));
        return recent;
    }

    /// <summary>Of folder 1, and once of folder 3.</summary>
    private static MailboxChanged Change(long modSeq) => new(modSeq, modSeq == 21 ? [1, 3] : [1], false);

    private static MailboxImage Image(long modSeq, params long[] folders) => new(
        1, new AccountId(Guid.CreateVersion7()), TenantId.Parse("t"), modSeq, 1, 1, 1, 0, 0, MailQuota.Unlimited,
        [.. folders.Select((h, i) => new FolderImage(i + 1, FolderName.Parse(i == 0 ? "INBOX" : $"f{i}"), SpecialUse.None, 1, 1, h, 0, 0, 0, 0))], []);
}
