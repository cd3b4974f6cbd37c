using System.Text;
using Mail.Protocols.Buffers;
using Mail.Protocols.Smtp;

namespace Mail.Protocols.Tests.Smtp;

public sealed class SmtpDataDecoderTests
{
    [Theory]
    [InlineData(".\r\n", "")]
    [InlineData("a\r\n.\r\n", "a\r\n")]
    [InlineData("..a\r\n.\r\n", ".a\r\n")]
    [InlineData("..\r\n.\r\n", ".\r\n")]
    [InlineData(".a\r\n.\r\n", "a\r\n")]
    [InlineData("a.\r\nb..\r\n.\r\n", "a.\r\nb..\r\n")]
    [InlineData("\r\n\r\n.\r\n", "\r\n\r\n")]
    public void Dots_of_transparency_go_away(string wire, string text)
    {
        var (decoded, flaws, left) = Decode(wire + "QUIT");
        Assert.Equal((text, SmtpContentFlaws.None, "QUIT"), (decoded, flaws, left));
    }

    [Theory]
    [InlineData("\n.\n")]
    [InlineData("\n.\r\n")]
    [InlineData("\r\n.\n")]
    [InlineData("\r.\r\n")]
    [InlineData("\r\n.\r")]
    [InlineData("\r.\r")]
    [InlineData("\r\n.\r\r\n")]
    [InlineData("\r\r\n.\n")]
    [InlineData("\n\n.\r\n")]
    public void Only_crlf_dot_crlf_ends_the_data_and_anything_like_it_spoils_it(string ending)
    {
        var wire = "Subject: x\r\n\r\ntext" + ending + "MAIL FROM:<evil@example>\r\n.\r\n";
        var (_, flaws, left) = Decode(wire);
        Assert.Equal(SmtpContentFlaws.BareLineEnding, flaws);
        Assert.Equal("", left);
    }

    [Fact]
    public void Random_bodies_in_random_cuts_come_out_as_they_went_in()
    {
        var random = new Random(11);
        ReadOnlySpan<byte> alphabet = "..a\r\n.b\r\n"u8;
        for (var round = 0; round < 3000; round++)
        {
            var body = RandomBody(random, alphabet);
            var wire = Stuff(body);
            using var output = new SegmentedBuffer();
            var decoder = new SmtpDataDecoder(long.MaxValue, int.MaxValue);
            var at = 0;
            var done = false;
            while (!done)
            {
                var take = Math.Min(random.Next(1, 9), wire.Length - at);
                done = decoder.Decode(wire.AsSpan(at, take), output, out var consumed);
                at += consumed;
                Assert.True(done || consumed == take);
            }

            Assert.Equal(wire.Length, at);
            Assert.Equal(SmtpContentFlaws.None, decoder.Flaws);
            Assert.Equal(body, System.Buffers.BuffersExtensions.ToArray(output.AsSequence()));
        }
    }

    [Fact]
    public void Size_and_line_limits_are_exact()
    {
        Assert.Equal(SmtpContentFlaws.None, Decode("12345678\r\n.\r\n", maxSize: 10).Flaws);
        Assert.Equal(SmtpContentFlaws.TooLarge, Decode("123456789\r\n.\r\n", maxSize: 10).Flaws);
        Assert.Equal(SmtpContentFlaws.None, Decode("12345\r\n12345\r\n.\r\n", maxLine: 5).Flaws);
        Assert.Equal(SmtpContentFlaws.LineTooLong, Decode("12345\r\n123456\r\n.\r\n", maxLine: 5).Flaws);
    }

    [Fact]
    public void Content_beyond_the_limit_is_not_kept()
    {
        using var output = new SegmentedBuffer();
        var decoder = new SmtpDataDecoder(100, 1000);
        for (var i = 0; i < 50; i++)
        {
            decoder.Decode("0123456789\r\n"u8, output, out _);
        }

        Assert.InRange(output.Length, 0, 100);
        Assert.Equal(600, decoder.Length);
        Assert.Equal(552, decoder.Refusal!.Code);
    }

    [Theory]
    [InlineData("a\r\nb\r\n", SmtpContentFlaws.None)]
    [InlineData(".\r\n.\r\n", SmtpContentFlaws.None)]
    [InlineData("no end", SmtpContentFlaws.None)]
    [InlineData("a\nb", SmtpContentFlaws.BareLineEnding)]
    [InlineData("a\rb", SmtpContentFlaws.BareLineEnding)]
    [InlineData("a\r", SmtpContentFlaws.BareLineEnding)]
    [InlineData("a\r\r\n", SmtpContentFlaws.BareLineEnding)]
    public void Chunks_are_kept_octet_for_octet_and_checked_in_any_cut(string text, SmtpContentFlaws flaws)
    {
        for (var size = 1; size <= text.Length; size++)
        {
            using var output = new SegmentedBuffer();
            var decoder = new SmtpChunkDecoder(1000, 1000);
            foreach (var piece in text.Chunk(size))
            {
                decoder.Decode(Encoding.ASCII.GetBytes(piece), output);
            }

            decoder.Complete();
            Assert.Equal(flaws, decoder.Flaws);
            if (flaws == SmtpContentFlaws.None)
            {
                Assert.Equal(text, Encoding.ASCII.GetString(output.AsSequence()));
            }
        }
    }

    private static byte[] RandomBody(Random random, ReadOnlySpan<byte> alphabet)
    {
        var body = new List<byte>();
        for (var lines = random.Next(0, 12); lines > 0; lines--)
        {
            for (var n = random.Next(0, 6); n > 0; n--)
            {
                var b = alphabet[random.Next(alphabet.Length)];
                body.Add(b is (byte)'\r' or (byte)'\n' ? (byte)random.Next(0x80, 0x100) : b);
            }

            body.AddRange("\r\n"u8);
        }

        return [.. body];
    }

    private static byte[] Stuff(byte[] body)
    {
        var text = Encoding.Latin1.GetString(body).Replace("\r\n.", "\r\n..", StringComparison.Ordinal);
        return Encoding.Latin1.GetBytes((text.StartsWith('.') ? "." : "") + text + ".\r\n");
    }

    private static (string Text, SmtpContentFlaws Flaws, string Left) Decode(string wire, long maxSize = 1 << 20, int maxLine = 1000)
    {
        using var output = new SegmentedBuffer();
        var decoder = new SmtpDataDecoder(maxSize, maxLine);
        var octets = Encoding.ASCII.GetBytes(wire);
        Assert.True(decoder.Decode(octets, output, out var consumed));
        return (Encoding.ASCII.GetString(output.AsSequence()), decoder.Flaws, Encoding.ASCII.GetString(octets.AsSpan(consumed)));
    }
}
