using System.Text;
using Mail.Mime;

namespace Mime.Tests;

public sealed class StoredFlagsTests
{
    [Theory]
    [InlineData("1600000000.M1P2.host,S=123:2,FRS", @"\Flagged \Answered \Seen")]
    [InlineData("1.host:2,DTP", @"\Draft \Deleted $Forwarded")]
    [InlineData("1.host;2,Sab", @"\Seen NonJunk $Label1")]
    [InlineData("1.host!2,Sz", @"\Seen")]
    [InlineData("1.host:2,", "")]
    [InlineData("1.host", "")]
    [InlineData("1.host:1,S", "")]
    public void Maildir_names_carry_flags(string name, string flags) =>
        Assert.Equal(flags, string.Join(' ', StoredFlags.OfMaildirName(name, ["NonJunk", "$Label1"])));

    [Theory]
    [InlineData("Status: RO\r\nX-Status: AF\r\n\r\n", @"\Seen \Answered \Flagged")]
    [InlineData("status: O\r\nX-Status: TD\r\n\r\n", @"\Draft \Deleted")]
    [InlineData("Subject: Status: R\r\n\r\nStatus: R\r\n", "")]
    public void Mbox_headers_carry_flags(string message, string flags) =>
        Assert.Equal(flags, string.Join(' ', StoredFlags.OfMboxHeader(Encoding.ASCII.GetBytes(message))));

    [Theory]
    [InlineData("a\nb\r\nc", "a\r\nb\r\nc")]
    [InlineData("\n\n", "\r\n\r\n")]
    [InlineData("a\r\n", "a\r\n")]
    [InlineData("", "")]
    public void Line_ends_become_crlf(string text, string wanted) =>
        Assert.Equal(wanted, Encoding.ASCII.GetString(LineEnds.ToCrLf(Encoding.ASCII.GetBytes(text)).Span));

    [Theory]
    [InlineData("Subject: x", true)]
    [InlineData("X-Odd_1 \t: x", true)]
    [InlineData("no field", false)]
    [InlineData("no field: x", false)]
    [InlineData(": x", false)]
    [InlineData("", false)]
    public void A_message_begins_with_a_field(string text, bool isField) => Assert.Equal(isField, MessageStart.IsField(Encoding.ASCII.GetBytes(text)));
}
