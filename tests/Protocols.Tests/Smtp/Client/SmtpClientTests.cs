using System.Buffers;
using System.Text;
using Mail.Protocols.Smtp;
using Mail.Protocols.Smtp.Client;

namespace Mail.Protocols.Tests.Smtp.Client;

public sealed class SmtpClientTests
{
    [Fact]
    public void A_reply_of_several_lines_is_taken_whole_and_the_next_is_left()
    {
        var input = Octets("250-mx.example\r\n250-SIZE 77\r\n250-AUTH LOGIN PLAIN\r\n250 starttls\r\n550 5.1.1 no\r\n45");
        Assert.Equal(SmtpReplyResult.Reply, SmtpReplyParser.Read(ref input, out var hello));
        var offered = SmtpServerExtensions.Read(hello!);
        Assert.Equal((true, 77L, true, true, false), (offered.HasSize, offered.Size, offered.AuthPlain, offered.StartTls, offered.Pipelining));
        Assert.Equal(SmtpReplyResult.Reply, SmtpReplyParser.Read(ref input, out var refusal));
        Assert.Equal((550, new EnhancedStatusCode(5, 1, 1), true), (refusal!.Code, refusal.Status, refusal.IsPermanent));
        Assert.Equal(SmtpReplyResult.Incomplete, SmtpReplyParser.Read(ref input, out _));
        Assert.Equal(2, input.Length);
    }

    [Theory]
    [InlineData("hello\r\n")]
    [InlineData("99 x\r\n")]
    [InlineData("650 x\r\n")]
    [InlineData("250-a\r\n251 b\r\n")]
    [InlineData("250xa\r\n")]
    [InlineData("\r\n")]
    public void What_is_no_reply_is_refused(string text)
    {
        var input = Octets(text);
        Assert.Equal(SmtpReplyResult.Malformed, SmtpReplyParser.Read(ref input, out _));
    }

    [Fact]
    public void Endless_replies_are_refused()
    {
        var line = Octets(new string('2', SmtpReplyParser.MaxLine + 1));
        Assert.Equal(SmtpReplyResult.Malformed, SmtpReplyParser.Read(ref line, out _));
        var lines = Octets(string.Concat(Enumerable.Repeat("250-x\r\n", SmtpReplyParser.MaxLines + 1)));
        Assert.Equal(SmtpReplyResult.Malformed, SmtpReplyParser.Read(ref lines, out _));
    }

    [Theory]
    [InlineData("250 2.1.0\u0001\u00ff ok\r\n", null)]
    [InlineData("250 5.1.0 class differs\r\n", null)]
    [InlineData("250 2.1000.0 too large\r\n", null)]
    [InlineData("250\r\n", null)]
    [InlineData("250 2.1.0 ok\n", "2.1.0")]
    public void A_status_counts_only_where_it_is_one(string text, string? status)
    {
        var input = Octets(text);
        Assert.Equal(SmtpReplyResult.Reply, SmtpReplyParser.Read(ref input, out var reply));
        Assert.Equal(status, reply!.Status?.ToString());
        Assert.All(reply.ToString(), c => Assert.InRange(c, ' ', '~'));
    }

    [Theory]
    [InlineData("", ".\r\n")]
    [InlineData(".", "..\r\n.\r\n")]
    [InlineData("a\r\n.b\r\n..\r\n", "a\r\n..b\r\n...\r\n.\r\n")]
    [InlineData("a.b\r\n", "a.b\r\n.\r\n")]
    [InlineData("a\n.\nb", "a\r\n..\r\nb\r\n.\r\n")]
    [InlineData("a\r.\rb\r", "a\r\n..\r\nb\r\n.\r\n")]
    [InlineData("a\r\n\r.\r\nMAIL", "a\r\n\r\n..\r\nMAIL\r\n.\r\n")]
    [InlineData("\r\r\n\n", "\r\n\r\n\r\n.\r\n")]
    public void Data_is_what_a_server_decodes_again_whatever_the_pieces(string message, string encoded)
    {
        for (var piece = 1; piece <= Math.Max(1, message.Length); piece++)
        {
            var (encoder, output) = (default(SmtpDataEncoder), new ArrayBufferWriter<byte>());
            foreach (var chunk in Encoding.ASCII.GetBytes(message).Chunk(piece))
            {
                encoder.Encode(chunk, output);
            }

            encoder.Finish(output);
            Assert.Equal(encoded, Encoding.ASCII.GetString(output.WrittenSpan));
        }
    }

    private static ReadOnlySequence<byte> Octets(string text) => new(Encoding.Latin1.GetBytes(text));
}
