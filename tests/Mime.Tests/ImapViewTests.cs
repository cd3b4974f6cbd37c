using System.Buffers;
using Mail.Mime.Imap;

namespace Mail.Mime.Tests;

public sealed class ImapViewTests
{
    private const string Nested =
        "From: a@x\nContent-Type: multipart/mixed; boundary=o\n\npreamble\n--o\nContent-Type: text/plain; charset=utf-8\n\nfirst\nline\n--o\n"
        + "Content-Type: message/rfc822\nContent-Description: fwd\n\nFrom: b@y\nSubject: inner\nTo: c@z\nContent-Type: multipart/alternative; boundary=i\n\n"
        + "--i\n\nplain\n--i\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n<p>=20\n--i--\n--o\n"
        + "Content-Type: application/pdf; name*=utf-8''%E2%82%AC.pdf\nContent-Transfer-Encoding: base64\nContent-ID: <id@x>\n"
        + "Content-Disposition: attachment; filename*0=\"a\"; filename*1=\"b.pdf\"\nContent-Language: en, de\nContent-MD5: Q2hlY2s=\nContent-Location: http://l\n\nAAAA\n--o--\n";

    [Fact]
    public void Body_structure_with_extension_data()
    {
        MimeEntity root = MimeParser.Parse(Raw.Message(Nested));
        Assert.Equal(
            "((\"text\" \"plain\" (\"charset\" \"utf-8\") NIL NIL \"7bit\" 11 1 NIL NIL NIL NIL)"
            + "(\"message\" \"rfc822\" NIL NIL \"fwd\" \"7bit\" 191 "
            + "(NIL \"inner\" ((NIL NIL \"b\" \"y\")) ((NIL NIL \"b\" \"y\")) ((NIL NIL \"b\" \"y\")) ((NIL NIL \"c\" \"z\")) NIL NIL NIL NIL) "
            + "((\"text\" \"plain\" (\"charset\" \"us-ascii\") NIL NIL \"7bit\" 5 0 NIL NIL NIL NIL)"
            + "(\"text\" \"html\" NIL NIL NIL \"quoted-printable\" 6 0 NIL NIL NIL NIL) \"alternative\" (\"boundary\" \"i\") NIL NIL NIL) "
            + "13 NIL NIL NIL NIL)"
            + "(\"application\" \"pdf\" (\"name*\" \"utf-8''%E2%82%AC.pdf\") \"<id@x>\" NIL \"base64\" 4 \"Q2hlY2s=\" "
            + "(\"attachment\" (\"filename\" \"ab.pdf\")) (\"en\" \"de\") \"http://l\")"
            + " \"mixed\" (\"boundary\" \"o\") NIL NIL NIL)",
            Raw.Written(w => BodyStructureWriter.Write(w, root, extended: true)));
    }

    [Fact]
    public void Body_without_extension_data()
    {
        MimeEntity root = MimeParser.Parse(Raw.Message("Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b--"));
        Assert.Equal(
            "((\"text\" \"plain\" (\"charset\" \"us-ascii\") NIL NIL \"7bit\" 1 0) \"mixed\")",
            Raw.Written(w => BodyStructureWriter.Write(w, root, extended: false)));
    }

    [Theory]
    [InlineData("plain", "\"plain\"")]
    [InlineData("q\"b\\", "\"q\\\"b\\\\\"")]
    [InlineData("fold\r\n\tx", "\"fold x\"")]
    [InlineData("\u00e9\r\n x\0", "{3}\r\n\u00e9 x")]
    [InlineData("", "\"\"")]
    public void Strings(string raw, string expected) => Assert.Equal(expected, Raw.Written(w => ImapString.Write(w, Raw.Octets(raw))));

    [Fact]
    public void Partials_are_cut_at_the_end()
    {
        var range = new ByteRange(10, 5);
        Assert.Equal(new ByteRange(12, 3), range.Partial(2, 100));
        Assert.Equal(new ByteRange(12, 1), range.Partial(2, 1));
        Assert.Equal(new ByteRange(15, 0), range.Partial(uint.MaxValue, uint.MaxValue));
    }
}
