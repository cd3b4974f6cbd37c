using System.Buffers;
using System.Text;
using Mail.Domain.Mailboxes;
using Mail.Protocols.Imap;

namespace Mail.Protocols.Tests.Imap;

public class ImapResponseWriterTests
{
    private static string Written(Action<ImapResponseWriter> write, bool utf8 = false)
    {
        var buffer = new ArrayBufferWriter<byte>();
        write(new ImapResponseWriter(buffer) { Utf8 = utf8 });
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    [Theory]
    [InlineData("plain", "\"plain\"")]
    [InlineData("", "\"\"")]
    [InlineData("a\"b\\c", "\"a\\\"b\\\\c\"")]
    [InlineData("a\r\nb", "{4}\r\na\r\nb")]
    [InlineData("ü", "{2}\r\nü")]
    public void Strings_are_quoted_where_that_is_safe(string value, string wire) => Assert.Equal(wire, Written(w => w.String(value)));

    [Fact]
    public void With_utf8_names_are_quoted_as_they_are()
    {
        Assert.Equal("\"Entwürfe\"", Written(w => w.MailboxName("Entwürfe"), utf8: true));
        Assert.Equal("\"Entw&APw-rfe\"", Written(w => w.MailboxName("Entwürfe")));
    }

    [Fact]
    public void Completions_carry_their_code() =>
        Assert.Equal("a1 NO [TRYCREATE] No such mailbox\r\n", Written(w => w.Tagged("a1", ImapReply.No("No such mailbox", ImapResponseCode.TryCreate))));

    [Fact]
    public void Flags_are_listed_with_keywords() =>
        Assert.Equal(@"(\Answered \Seen $Label1)", Written(w => w.Flags(MessageFlags.Seen | MessageFlags.Answered, ["$Label1"])));

    [Fact]
    public void Numbered_responses() => Assert.Equal("* 23 EXISTS\r\n", Written(w => w.Numbered(23, "EXISTS"u8)));

    [Fact]
    public void Copied_uids_are_paired_in_order()
    {
        var (from, to) = (new UidSetBuilder(), new UidSetBuilder());
        foreach (var uid in new uint[] { 304, 319, 320 })
        {
            from.Add(uid);
            to.Add(3956 + (uint)to.Count);
        }

        Assert.Equal("COPYUID 38505 304,319:320 3956:3958", ImapResponseCode.CopyUid(38505, from, to));
    }
}
