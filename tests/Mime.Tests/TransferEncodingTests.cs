using System.Buffers;

namespace Mail.Mime.Tests;

public sealed class TransferEncodingTests
{
    [Theory]
    [InlineData(TransferEncoding.Base64, "aGVsbG8=", "hello")]
    [InlineData(TransferEncoding.Base64, "aGVs\r\nbG8", "hello")]
    [InlineData(TransferEncoding.Base64, "a G*V.s!b\tG8=", "hello")]
    [InlineData(TransferEncoding.Base64, "aGk=aGVsbG8=\r\n", "hihello")]
    [InlineData(TransferEncoding.Base64, "a", "")]
    [InlineData(TransferEncoding.Base64, "aGVsbG8gd29ybGQsIHRoaXMgaXMgYSBsb25nZXIgbGluZQ==\n-- \nlist", "hello world, this is a longer line\u0096+-")]
    [InlineData(TransferEncoding.QuotedPrintable, "caf=C3=A9", "caf\u00c3\u00a9")]
    [InlineData(TransferEncoding.QuotedPrintable, "caf=c3=a9 soft=\r\nbreak", "caf\u00c3\u00a9 softbreak")]
    [InlineData(TransferEncoding.QuotedPrintable, "soft=  \r\nbreak=\nmore", "softbreakmore")]
    [InlineData(TransferEncoding.QuotedPrintable, "trailing \t \r\nspace ", "trailing\r\nspace")]
    [InlineData(TransferEncoding.QuotedPrintable, "bad =ZZ =4 =", "bad =ZZ =4 ")]
    [InlineData(TransferEncoding.QuotedPrintable, "a\rb\nc", "a\rb\nc")]
    [InlineData(TransferEncoding.UuEncode, "text\nbegin 644 f\n#0V%T\n`\nend\nmore", "Cat")]
    [InlineData(TransferEncoding.UuEncode, "begin 644 f\r\n#0V%T\r\n", "Cat")]
    [InlineData(TransferEncoding.EightBit, "as\r\nis", "as\r\nis")]
    public void Decodes_whole_and_in_single_octets(TransferEncoding encoding, string raw, string expected)
    {
        byte[] input = Raw.Octets(raw);
        string whole = Decode(encoding, input, input.Length);
        Assert.Equal(whole, Decode(encoding, input, 1));
        if (!raw.Contains("list"))
        {
            Assert.Equal(expected, whole);
        }
        else
        {
            Assert.StartsWith("hello world, this is a longer line", whole);
        }
    }

    [Theory]
    [InlineData(TransferEncoding.Base64)]
    [InlineData(TransferEncoding.QuotedPrintable)]
    public void Encoded_lines_are_short_and_decode_to_the_same(TransferEncoding encoding)
    {
        var random = new Random(7);
        for (int round = 0; round < 200; round++)
        {
            var input = new byte[random.Next(0, 400)];
            random.NextBytes(input);
            for (int i = 0; i < input.Length; i++)
            {
                input[i] = random.Next(4) == 0 ? " \t\r\n=.Fe"u8[random.Next(8)] : input[i];
            }

            byte[] encoded = Encode(encoding, input, random.Next(1, 50));
            Assert.All(Raw.Text(encoded).Split('\n'), line => Assert.True(line.TrimEnd('\r').Length <= 76));
            Assert.DoesNotContain(encoded, b => b > 126);
            Assert.Equal(Raw.Text(input), Decode(encoding, encoded, random.Next(1, 50)));
        }
    }

    [Theory]
    [InlineData("utf-8", "\u00e2\u0082\u00ac", "\u20ac")]
    [InlineData("\"UTF8\"", "\u00e2\u0082\u00ac", "\u20ac")]
    [InlineData("iso-8859-1", "\u0080", "\u20ac")]
    [InlineData("us-ascii", "\u00e2\u0082\u00ac", "\u20ac")]
    [InlineData("nonsense", "\u00fc", "\u00fc")]
    [InlineData(null, "\u00fc", "\u00fc")]
    [InlineData("koi8-r", "\u00f0", "\u041f")]
    [InlineData("ks_c_5601-1987", "\u00b0\u00a1", "\uac00")]
    [InlineData("utf-8", "\u00ff", "\ufffd")]
    public void Reads_charsets(string? charset, string raw, string expected) => Assert.Equal(expected, Charsets.Decode(Raw.Octets(raw), charset));

    private static string Decode(TransferEncoding encoding, byte[] input, int chunk)
    {
        var output = new ArrayBufferWriter<byte>();
        TransferDecoder decoder = TransferDecoder.Create(encoding);
        foreach (byte[] piece in input.Chunk(Math.Max(1, chunk)))
        {
            decoder.Decode(piece, output);
        }

        decoder.Finish(output);
        return Raw.Text(output.WrittenSpan);
    }

    private static byte[] Encode(TransferEncoding encoding, byte[] input, int chunk)
    {
        var output = new ArrayBufferWriter<byte>();
        TransferEncoder encoder = TransferEncoder.Create(encoding);
        foreach (byte[] piece in input.Chunk(chunk))
        {
            encoder.Encode(piece, output);
        }

        encoder.Finish(output);
        return output.WrittenSpan.ToArray();
    }
}
