using System.Text;
using Mail.Protocols.Imap;

namespace Mail.Protocols.Tests.Imap;

public class ImapSequenceSetTests
{
    private static ImapSequenceSet Set(string text)
    {
        Assert.True(ImapSequenceSet.TryParse(Encoding.ASCII.GetBytes(text), out var set));
        return set!;
    }

    [Theory]
    [InlineData("1")]
    [InlineData("*")]
    [InlineData("1:*")]
    [InlineData("2,4:7,9,12:*")]
    [InlineData("4294967295")]
    public void Text_survives_the_round_trip(string text) => Assert.Equal(text, Set(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("1,")]
    [InlineData(",1")]
    [InlineData("1:2:3")]
    [InlineData("4294967296")]
    [InlineData("01")]
    [InlineData("-1")]
    [InlineData("1:")]
    public void What_is_no_set_is_refused(string text) =>
        Assert.False(ImapSequenceSet.TryParse(Encoding.ASCII.GetBytes(text), out _));

    [Fact]
    public void Ranges_are_sorted_and_merged() =>
        Assert.Equal([(1u, 5u), (7u, 12u)], Set("10:7,1:3,4,2:5,11,*").Resolve(12));

    [Fact]
    public void A_range_to_star_holds_the_last_message_even_if_it_begins_behind_it() =>
        Assert.Equal([(7u, 10u)], Set("10:*").Resolve(7));

    [Fact]
    public void In_an_empty_mailbox_star_is_nothing() => Assert.Empty(Set("*").Resolve(0));

    [Fact]
    public void Random_sets_hold_what_their_resolution_holds()
    {
        var random = new Random(7);
        for (var round = 0; round < 500; round++)
        {
            var text = string.Join(',', Enumerable.Range(0, random.Next(1, 8)).Select(_ =>
                random.Next(3) == 0 ? $"{random.Next(1, 30)}:{(random.Next(4) == 0 ? "*" : random.Next(30, 60))}" : Name()));
            var set = Set(text);
            Assert.Equal(text, set.ToString());
            var expected = Enumerable.Range(1, 60).Select(n => (uint)n).Where(n => set.Contains(n, 30));
            var resolved = set.Resolve(30).SelectMany(r => Enumerable.Range((int)r.Low, (int)(r.High - r.Low + 1))).Select(n => (uint)n);
            Assert.Equal(expected, resolved);
        }

        string Name() => random.Next(10) == 0 ? "*" : random.Next(1, 60).ToString();
    }

    [Fact]
    public void Numbers_are_written_as_ranges_in_their_order()
    {
        var set = new UidSetBuilder();
        foreach (var uid in new uint[] { 3, 4, 5, 9, 1, 2 })
        {
            set.Add(uid);
        }

        Assert.Equal("3:5,9,1:2", set.ToString());
    }
}
