using System.Text;
using Mail.Protocols.Imap;

namespace Mail.Protocols.Tests.Imap;

public class ModifiedUtf7Tests
{
    [Theory]
    [InlineData("INBOX", "INBOX")]
    [InlineData("R&D", "R&-D")]
    [InlineData("Entwürfe", "Entw&APw-rfe")]
    [InlineData("~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-")]
    [InlineData("😀", "&2D3eAA-")]
    public void Names_are_coded_both_ways(string name, string wire)
    {
        Assert.Equal(wire, ModifiedUtf7.Encode(name));
        Assert.True(ModifiedUtf7.TryDecode(Encoding.ASCII.GetBytes(wire), out var decoded));
        Assert.Equal(name, decoded);
    }

    [Theory]
    [InlineData("&")]
    [InlineData("a&U,BTFw")]
    [InlineData("&AGE-")]
    [InlineData("&U/BTFw-")]
    [InlineData("&APx-")]
    [InlineData("&2D0-")]
    [InlineData("&3gA-")]
    [InlineData("&A-")]
    [InlineData("&APw-&APw-")] // a superfluous shift: a second spelling
    public void A_second_spelling_or_a_broken_one_is_refused(string wire) =>
        Assert.False(ModifiedUtf7.TryDecode(Encoding.ASCII.GetBytes(wire), out _));

    [Fact]
    public void Random_names_survive_the_round_trip()
    {
        var random = new Random(3);
        for (var round = 0; round < 500; round++)
        {
            var name = string.Concat(Enumerable.Range(0, random.Next(1, 20)).Select(_ => RandomRune(random)));
            Assert.True(ModifiedUtf7.TryDecode(Encoding.ASCII.GetBytes(ModifiedUtf7.Encode(name)), out var decoded));
            Assert.Equal(name, decoded);
        }
    }

    private static string RandomRune(Random random)
    {
        while (true)
        {
            if (Rune.TryCreate(random.Next(2) == 0 ? random.Next(1, 0x7f) : random.Next(1, 0x10ffff), out var rune))
            {
                return rune.ToString();
            }
        }
    }
}
