using System.Text;
using Mail.Mime.Imap;

namespace Mail.Mime.Tests;

public sealed class LinearTimeTests
{
    public static TheoryData<string> Shapes => new("boundary-like", "nested", "headers", "folds", "empty parts", "deep then lines", "messages");

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Work_grows_with_the_size_alone(string shape)
    {
        byte[] raw = Build(shape, 40_000);
        MimeParser.Parse(raw, MimeLimits.Default, out long work);
        Assert.InRange(work, raw.Length, 3L * raw.Length);
    }

    [Fact]
    public void Depth_and_parts_are_bounded()
    {
        MimeEntity nested = MimeParser.Parse(Build("nested", 100_000));
        Assert.InRange(nested.Descendants().Count(), 100, 110);
        
        // A hundred that were entered, one that was not, and its opaque part.
        Assert.Equal(102, Depth(nested));
        MimeEntity wide = MimeParser.Parse(Build("empty parts", 100_000));
        Assert.Equal(MimeLimits.Default.MaxParts - 1, wide.Parts.Count);
        Assert.Equal(wide.Source.Length, wide.Body.End);
    }

    [Fact]
    public void Fields_beyond_the_bound_are_not_interpreted_but_belong_to_the_header()
    {
        byte[] raw = Raw.Octets(string.Concat(Enumerable.Repeat("X: y\r\n", 10_000)) + "Content-Type: image/png\r\n\r\nbody");
        MimeEntity root = MimeParser.Parse(raw);
        Assert.Equal("text/plain", root.ContentType.MediaType);
        Assert.Equal("body", root.Body.In(raw));
    }

    // A reader that went back for each of these characters would not come to an end.
    [Theory]
    [InlineData("(")]
    [InlineData("\"")]
    [InlineData("<")]
    [InlineData("a@[")]
    [InlineData("\\\"(")]
    [InlineData("=?")]
    [InlineData("=?x?q?")]
    [InlineData("=?y?q?a?=")]
    [InlineData("<a@b")]
    [InlineData("g:")]
    [InlineData("a b.c@")]
    [InlineData("<a>")]
    [InlineData(";a*1*=")]
    [InlineData("(x) ")]
    public void Hostile_values_of_a_megabyte_are_read(string piece)
    {
        string value = new StringBuilder().Insert(0, piece, 1_000_000 / piece.Length).ToString();
        byte[] raw = Raw.Octets($"From: {value}\r\nTo: {value}\r\nSubject: {value}\r\nReferences: {value}\r\nContent-Type: {value}\r\nContent-Disposition: a{value}\r\n\r\n");
        MimeEntity root = MimeParser.Parse(raw);
        Assert.InRange(AddressList.Parse(Raw.Octets(value)).Count, 0, AddressList.MaxAddresses);
        Assert.NotNull(root.Headers.GetText("Subject"u8));
        Assert.InRange(MessageSummary.Create(root).Length, 1, MessageSummary.MaxSize);
        Assert.True(ImapSyntax.IsOneList(Encoding.Latin1.GetBytes(Raw.Written(w => EnvelopeWriter.Write(w, raw)))));
        _ = root.Disposition?.FileName;
    }

    private static int Depth(MimeEntity entity) => 1 + entity.Parts.Select(Depth).DefaultIfEmpty(0).Max();

    private static byte[] Build(string shape, int count)
    {
        var text = new StringBuilder();
        switch (shape)
        {
            case "boundary-like":
                text.Append("Content-Type: multipart/mixed; boundary=bbbbbbbbbb\r\n\r\n--bbbbbbbbbb\r\n\r\n");
                text.Insert(text.Length, "--bbbbbbbbbbx\r\n--bbbbbbbbb\r\n", count);
                break;
            case "nested":
                Nest(text, count);
                break;
            case "headers":
                text.Insert(0, "Content-Type: text/plain\r\nX: y\r\n", count);
                break;
            case "folds":
                text.Append("Content-Type: text/plain;\r\n").Insert(text.Length, " a=b;\r\n", count);
                break;
            case "empty parts":
                text.Append("Content-Type: multipart/mixed; boundary=b\r\n\r\n").Insert(text.Length, "--b\r\n", count);
                break;
            case "deep then lines":
                Nest(text, 100);
                text.Insert(text.Length, "--b5\r\n--b99999999\r\n--\r\n", count);
                break;
            case "messages":
                text.Insert(0, "Content-Type: message/rfc822\r\n\r\n", count);
                break;
        }

        return Raw.Octets(text.ToString());
    }

    private static void Nest(StringBuilder text, int levels)
    {
        for (int i = 0; i < levels; i++)
        {
            text.Append($"Content-Type: multipart/mixed; boundary=b{i}\r\n\r\n--b{i}\r\n");
        }
    }
}
