using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Mail.Domain.Mailboxes;

namespace Domain.Tests;

public sealed class MailboxValuesTests
{
    [Fact]
    public void Uid_set_holds_exactly_what_its_ranges_hold() => Prop.ForAll<(byte A, byte B)[]>(pairs =>
    {
        var set = UidSet.From(pairs.Select(p => new UidRange(Math.Min(p.A, p.B), Math.Max(p.A, p.B))));
        var expected = pairs.SelectMany(p => Enumerable.Range(Math.Min(p.A, p.B), Math.Abs(p.A - p.B) + 1)).Select(i => (uint)i).ToHashSet();
        var ranges = set.Ranges;
        return Enumerable.Range(0, 300).All(i => set.Contains((uint)i) == expected.Contains((uint)i))
            && set.Count == expected.Count
            && ranges.Zip(ranges.Skip(1)).All(n => n.Second.First > n.First.Last + 1);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Uid_set_reaches_the_highest_uid_without_overflow()
    {
        var set = UidSet.From([new UidRange(uint.MaxValue, uint.MaxValue), new UidRange(1, uint.MaxValue - 1)]);
        Assert.Equal("1:4294967295", set.ToString());
        Assert.Equal(4294967295L, set.Count);
        Assert.Equal(set, UidSet.Range(uint.MaxValue, 1));
        Assert.Equal(UidSet.Empty, default);
    }

    [Fact]
    public void Uid_set_is_split_into_full_parts() => Prop.ForAll<(byte A, byte B)[], byte>((pairs, size) =>
    {
        var most = (size % 40) + 1;
        var set = UidSet.From(pairs.Select(p => new UidRange(Math.Min(p.A, p.B), Math.Max(p.A, p.B))));
        var parts = set.Split(most).ToList();
        return UidSet.From(parts.SelectMany(p => p)).Equals(set)
            && parts.Sum(p => p.Count) == set.Count
            && parts.SkipLast(1).All(p => p.Count == most)
            && parts.TakeLast(1).All(p => p.Count >= 1 && p.Count <= most);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("inbox", "INBOX")]
    [InlineData("Inbox/Sub/", "INBOX/Sub")]
    [InlineData("Work/2026", "Work/2026")]
    [InlineData("Entwu\u0308rfe", "Entw\u00FCrfe")]
    [InlineData("", null)]
    [InlineData("/a", null)]
    [InlineData("a//b", null)]
    [InlineData("a*", null)]
    [InlineData("a%b", null)]
    [InlineData("a\nb", null)]
    public void Folder_names_are_normalised_or_refused(string text, string? expected)
    {
        Assert.Equal(expected is not null, FolderName.TryParse(text, out var name));
        Assert.Equal(expected, name.Value);
    }

    [Fact]
    public void Folder_tree_relations()
    {
        var child = FolderName.Parse("a/b/c");
        Assert.Equal("a/b", child.Parent?.Value);
        Assert.Null(FolderName.Parse("a").Parent);
        Assert.True(child.IsBelow(FolderName.Parse("a/b")));
        Assert.False(FolderName.Parse("a/bc").IsBelow(FolderName.Parse("a/b")));
        Assert.Equal("x/c", child.Rebase(FolderName.Parse("a/b"), FolderName.Parse("x")).Value);
        Assert.False(FolderName.TryParse(string.Join('/', Enumerable.Repeat("x", 21)), out _));
        Assert.False(FolderName.TryParse(new string('x', 1001), out _));
    }

    [Theory]
    [InlineData(FlagOperation.Add, "b A", "A b c")]
    [InlineData(FlagOperation.Remove, "B", "c")]
    [InlineData(FlagOperation.Replace, "z Y y", "Y z")]
    public void Keywords_are_applied_without_regard_to_case(FlagOperation operation, string given, string expected)
    {
        ImmutableArray<string> current = operation == FlagOperation.Remove ? ["b", "c"] : ["c"];
        var result = Keywords.Apply(current, operation, [.. given.Split(' ')]);
        Assert.True(Keywords.Same(result, [.. expected.Split(' ')]), string.Join(' ', result));
        Assert.Equal(result.AsEnumerable(), Keywords.FromStored(Keywords.ToStored(result)));
    }

    [Theory]
    [InlineData("$Forwarded", true)]
    [InlineData("Work", true)]
    [InlineData("\\Seen", false)]
    [InlineData("two words", false)]
    [InlineData("a(b", false)]
    [InlineData("", false)]
    public void Keywords_are_atoms(string keyword, bool valid) => Assert.Equal(valid, Keywords.IsValid(keyword));

    [Theory]
    [InlineData(1000, 0, 500, 1, 500, QuotaVerdict.Fits)]
    [InlineData(1000, 0, 501, 1, 500, QuotaVerdict.Full)]
    [InlineData(1000, 0, 0, 0, 1001, QuotaVerdict.NeverFits)]
    [InlineData(0, 2, 0, 2, 1, QuotaVerdict.Full)]
    [InlineData(0, 0, long.MaxValue / 2, 1_000_000, 1, QuotaVerdict.Fits)]
    public void Quota_says_what_fits(long maxBytes, long maxMessages, long used, long messages, long size, QuotaVerdict expected) =>
        Assert.Equal(expected, new MailQuota(maxBytes, maxMessages).Check(used, messages, size));
}
