namespace Mail.Mime.Tests;

public sealed class MimeTextTests
{
    [Theory]
    [InlineData("<p>one</p><p>two</p>", "one two")]
    [InlineData("a<b>b</b>c", "abc")]
    [InlineData("x<script>if (a<b) alert('no')</script>y", "x y")]
    [InlineData("x<STYLE type=\"a>b\">p{}</STYLE\n>y", "x y")]
    [InlineData("x<!-- <p>no -- > --->y", "xy")]
    [InlineData("a &lt; b &amp; c&nbsp;&#8364; &bogus; & d", "a < b & c \u20ac &bogus; & d")]
    [InlineData("1 < 2 <a href='>'>link</a>", "1 < 2 link")]
    [InlineData("cut <p", "cut")]
    public void Html_becomes_text(string html, string expected)
    {
        MimeEntity root = MimeParser.Parse(Raw.Octets("Content-Type: text/html\r\n\r\n" + html));
        string text = MimeText.Extract(root).Replace("\n", " ").Trim();
        Assert.Equal(expected, string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public void Text_parts_are_decoded_and_bounded()
    {
        byte[] raw = Raw.Message(
            "Subject: =?utf-8?q?caf=C3=A9?=\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Transfer-Encoding: base64\n\nR3LDvMOfZQ==\n"
            + "--b\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n=E9t=E9=\n bon\n--b\n"
            + "Content-Type: image/png\n\nnotext\n--b--");
        MimeEntity root = MimeParser.Parse(raw);
        Assert.Equal("Gr\u00fc\u00dfe\n\u00e9t\u00e9 bon\n", MimeText.Extract(root));
        Assert.Equal("Gr\u00fc", MimeText.Extract(root, 3));
        Assert.True(MimeText.Contains(root, "GR\u00dcSS".Replace("SS", "\u00df"), withHeaders: false));
        Assert.False(MimeText.Contains(root, "notext", withHeaders: false));
        Assert.False(MimeText.Contains(root, "caf\u00e9", withHeaders: false));
        Assert.True(MimeText.Contains(root, "CAF\u00e9", withHeaders: true));
    }

    // A buffer for each part would make this two hundred million octets.
    [Fact]
    public void Memory_follows_the_octets_and_not_the_count_of_parts()
    {
        byte[] raw = Raw.Octets("Content-Type: multipart/mixed; boundary=b\r\n\r\n" + string.Concat(Enumerable.Repeat("--b\r\n\r\na\r\n", 9_000)) + "--b--");
        MimeEntity root = MimeParser.Parse(raw);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(18_000, MimeText.Extract(root).Length);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 30 * raw.Length);
    }

    [Fact]
    public void A_character_on_the_edge_of_a_chunk_survives()
    {
        string text = new string('a', 8191) + "\u20ac" + new string('b', 8190) + "\u20ac";
        byte[] raw = [.. Raw.Octets("Content-Transfer-Encoding: 8bit\r\n\r\n"), .. System.Text.Encoding.UTF8.GetBytes(text)];
        Assert.Equal(text + "\n", MimeText.Extract(MimeParser.Parse(raw)));
    }
}
