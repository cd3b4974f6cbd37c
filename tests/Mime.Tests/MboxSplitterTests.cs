using System.Text;
using Mail.Mime;

namespace Mime.Tests;

public sealed class MboxSplitterTests
{
    private const string Two =
        "From a@x.test Thu Jan  1 00:00:00 1970\nSubject: one\n\n>From me\n>>From you\nFrom now on\n\n\nFrom MAILER-DAEMON Fri Feb 29 12:30:05 2008 +0200\nSubject: two\n\nbye";

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(10_000)]
    public void Messages_come_whole_however_the_file_is_cut(int piece)
    {
        var all = Split(Two, piece);
        Assert.Equal(["Subject: one\r\n\r\nFrom me\r\n>From you\r\nFrom now on\r\n\r\n", "Subject: two\r\n\r\nbye\r\n"], all.Select(m => Encoding.UTF8.GetString(m.Content.Span)));
        Assert.Equal([1, 2], all.Select(m => m.Number));
        Assert.Equal([DateTimeOffset.UnixEpoch, new DateTimeOffset(2008, 2, 29, 10, 30, 5, TimeSpan.Zero)], all.Select(m => m.ReceivedAt!.Value));
    }

    [Fact]
    public void A_file_with_crlf_gives_the_same() =>
        Assert.Equal(Split(Two, 5).Select(m => Encoding.UTF8.GetString(m.Content.Span)), Split(Two.Replace("\n", "\r\n", StringComparison.Ordinal), 5).Select(m => Encoding.UTF8.GetString(m.Content.Span)));

    [Fact]
    public void What_looks_like_a_separator_inside_a_paragraph_is_text()
    {
        var all = Split("From a Thu Jan  1 00:00:00 1970\nSubject: x\n\ntext\nFrom b Thu Jan  1 00:00:00 1970\nmore\n\nFrom here on nothing\n", 9);
        Assert.EndsWith("From b Thu Jan  1 00:00:00 1970\r\nmore\r\n\r\nFrom here on nothing\r\n", Encoding.UTF8.GetString(Assert.Single(all).Content.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_that_is_too_large_is_named_and_the_next_one_is_whole()
    {
        var all = Split($"From a Thu Jan  1 00:00:00 1970\nSubject: x\n\n{new string('x', 300_000)}\n\nFrom b Thu Jan  1 00:00:00 1970\nSubject: y\n\n", 4096, 1000);
        Assert.Equal([true, false], all.Select(m => m.IsTooLarge));
        Assert.Equal(300_016, all[0].Size);
        Assert.Equal("Subject: y\r\n", Encoding.UTF8.GetString(all[1].Content.Span));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no mbox\n\nFrom: a@b\n")]
    public void What_is_no_mbox_has_no_messages(string text) => Assert.Empty(Split(text, 3));

    [Theory]
    [InlineData("From - Sat Oct 05 10:11:12 2024", "2024-10-05T10:11:12Z")]
    [InlineData("From a@b Sat Oct  5 10:11 2024", "2024-10-05T10:11:00Z")]
    [InlineData("From a@b Sat Oct  5 10:11:12 EDT 2024", "2024-10-05T10:11:12Z")]
    [InlineData("From a@b Sat Oct  5 10:11:12 -0130 2024", "2024-10-05T11:41:12Z")]
    public void Dates_of_from_lines_are_read(string line, string moment) => Assert.Equal(DateTimeOffset.Parse(moment, null), MboxFromLine.ReadDate(Encoding.ASCII.GetBytes(line)));

    [Theory]
    [InlineData("From a@b")]
    [InlineData("From a@b Sat Oct 35 10:11:12 2024")]
    [InlineData("From a@b Sat Oct  5 25:11:12 2024")]
    [InlineData("From a@b Sat Oct  5 10:11:12 0000")]
    [InlineData("From: a Sat Oct  5 10:11:12 2024")]
    [InlineData("From Oct")]
    public void What_is_no_from_line_has_no_date(string line) => Assert.Null(MboxFromLine.ReadDate(Encoding.ASCII.GetBytes(line)));

    private static List<MboxMessage> Split(string text, int piece, int largest = 1_000_000)
    {
        var splitter = new MboxSplitter(largest);
        var all = Encoding.UTF8.GetBytes(text).Chunk(piece).SelectMany(c => splitter.Push(c)).ToList();
        return splitter.End() is { } last ? [.. all, last] : all;
    }
}
