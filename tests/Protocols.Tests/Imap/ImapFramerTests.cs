using System.Buffers;
using System.Text;
using Mail.Protocols.Imap;

namespace Mail.Protocols.Tests.Imap;

public class ImapFramerTests
{
    private static ImapFramer Framer() => new(maxLine: 1000, maxLiterals: 100);

    private static ReadOnlySequence<byte> Bytes(string text) => new(Encoding.ASCII.GetBytes(text));

    [Fact]
    public void A_line_is_a_command() =>
        Assert.Equal(new ImapFrame(ImapFrameKind.Command, 8), Framer().Next(Bytes("a NOOP\r\nb ")));

    [Fact]
    public void A_line_without_end_needs_more() =>
        Assert.Equal(ImapFrameKind.NeedMore, Framer().Next(Bytes("a NOOP")).Kind);

    [Fact]
    public void A_synchronizing_literal_is_asked_for_once()
    {
        var framer = Framer();
        Assert.Equal(ImapFrameKind.Continue, framer.Next(Bytes("a LOGIN {2}\r\n")).Kind);
        Assert.Equal(ImapFrameKind.NeedMore, framer.Next(Bytes("a LOGIN {2}\r\n")).Kind);
        Assert.Equal(ImapFrameKind.NeedMore, framer.Next(Bytes("a LOGIN {2}\r\nx\n")).Kind);
        Assert.Equal(new ImapFrame(ImapFrameKind.Command, 19), framer.Next(Bytes("a LOGIN {2}\r\nx\n b\r\n")));
    }

    [Fact]
    public void A_literal_may_hold_what_looks_like_a_line()
    {
        const string text = "a LOGIN {6+}\r\nx\r\n{3} y\r\n";
        Assert.Equal(new ImapFrame(ImapFrameKind.Command, text.Length), Framer().Next(Bytes(text)));
    }

    [Fact]
    public void The_message_of_append_is_left_to_the_caller() =>
        Assert.Equal(
            new ImapFrame(ImapFrameKind.AppendLiteral, 26, 50_000_000),
            Framer().Next(Bytes("a APPEND INBOX {50000000}\r\n")) with { Length = 26 });

    [Fact]
    public void A_mailbox_sent_as_literal_is_not_the_message_of_append()
    {
        var framer = Framer();
        Assert.Equal(new ImapFrame(ImapFrameKind.AppendLiteral, 35, 310, true),
            framer.Next(Bytes("a APPEND {5+}\r\nINBOX (\\Seen) {310+}\r\n")) with { Length = 35 });
    }

    [Fact]
    public void A_literal_beyond_the_limit_is_refused() =>
        Assert.Equal(new ImapFrame(ImapFrameKind.LiteralTooLarge, 16, 101, true), Framer().Next(Bytes("a LOGIN {101+}\r\n")));

    [Fact]
    public void Literals_count_together()
    {
        var text = "a LOGIN {60+}\r\n" + new string('x', 60) + " {60}\r\n";
        Assert.Equal(ImapFrameKind.LiteralTooLarge, Framer().Next(Bytes(text)).Kind);
    }

    [Fact]
    public void A_line_beyond_the_limit_is_refused() =>
        Assert.Equal(ImapFrameKind.LineTooLong, Framer().Next(Bytes(new string('x', 1001))).Kind);

    [Fact]
    public void Ten_thousand_empty_literals_are_one_command()
    {
        var text = "a X" + string.Concat(Enumerable.Repeat(" {0+}\r\n", 10_000)) + "\r\n";
        Assert.Equal(ImapFrameKind.Command, new ImapFramer(100_000, 10).Next(Bytes(text)).Kind);
    }

    [Fact]
    public void However_the_bytes_are_split_the_commands_are_the_same()
    {
        const string text = "a LOGIN {3+}\r\nbob {4}\r\nx\r\ny\r\nb SELECT \"a {3}\"\r\nc APPEND {3}\r\nfoo {7+}\r\nSubject\r\nd UID FETCH 1:* (FLAGS)\r\n";
        var whole = Frames(text, _ => text.Length);
        Assert.Equal(5, whole.Count); // the fourth is the rest of APPEND's line
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            Assert.Equal(whole, Frames(text, _ => random.Next(1, 12)));
        }
    }

    [Fact]
    public void Garbage_neither_crashes_nor_hangs()
    {
        var random = new Random(11);
        const string alphabet = "a APPEND{}+0123456789\r\n\"\\()~*";
        for (var round = 0; round < 2000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(200)).Select(_ => alphabet[random.Next(alphabet.Length)]));
            Frames(text, _ => random.Next(1, 50));
        }
    }

    /// <summary>Feeds the text in pieces and collects the commands, messages of APPEND skipped.</summary>
    private static List<string> Frames(string text, Func<int, int> piece)
    {
        var framer = Framer();
        var found = new List<string>();
        int start = 0, end = 0;
        for (var step = 0; step < 10_000; step++)
        {
            var frame = framer.Next(Bytes(text[start..end]));
            switch (frame.Kind)
            {
                case ImapFrameKind.NeedMore when end == text.Length:
                    return found;
                case ImapFrameKind.NeedMore:
                    end = Math.Min(text.Length, end + piece(step));
                    break;
                case ImapFrameKind.Continue:
                    break;
                case ImapFrameKind.LineTooLong:
                    return found;
                default:
                    found.Add(text.Substring(start, (int)frame.Length));
                    start += (int)frame.Length + (frame.Kind == ImapFrameKind.AppendLiteral ? (int)Math.Min(frame.LiteralSize, 1000) : 0);
                    start = Math.Min(start, text.Length);
                    end = Math.Max(end, start);
                    break;
            }
        }

        throw new InvalidOperationException("No end");
    }
}
