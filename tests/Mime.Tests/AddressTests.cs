using Mail.Mime.Imap;

namespace Mail.Mime.Tests;

public sealed class AddressTests
{
    [Theory]
    [InlineData("a@x", "|a|x")]
    [InlineData("John Doe <jd@x>", "John Doe|jd|x")]
    [InlineData("\"Joe Q. Public\" <jqp@x>", "Joe Q. Public|jqp|x")]
    [InlineData("Joe Q. Public <jqp@x>", "Joe Q. Public|jqp|x")]
    [InlineData("\"Giant; \\\"Big\\\" Box\" <s@x>", "Giant; \"Big\" Box|s|x")]
    [InlineData("\"john doe\"@x", "|john doe|x")]
    [InlineData("\"a@b\"@x", "|a@b|x")]
    [InlineData("<\"a@b\"@x>", "|a@b|x")]
    [InlineData("Pete(A nice \\) chap) <pete(his account)@silly.test(his host)>", "Pete|pete|silly.test")]
    [InlineData("jd@x (John Doe)", "John Doe|jd|x")]
    [InlineData("<jd@x> (John (nested) Doe)", "John (nested) Doe|jd|x")]
    [InlineData("jdoe@test   . example", "|jdoe|test.example")]
    [InlineData("Mary Smith <@node.test:mary@example.net>, , jd@x", "Mary Smith|mary|example.net;|jd|x")]
    [InlineData("<@a,@b:c@d>", "|c|d")]
    [InlineData("A Group(Some people):Chris Jones <c@x>, joe@y, John <jdoe@z>; (end)", "{A Group;Chris Jones|c|x;|joe|y;John|jdoe|z;}")]
    [InlineData("Undisclosed recipients:;", "{Undisclosed recipients;}")]
    [InlineData("team: a@x, b@y", "{team;|a|x;|b|y;}")]
    [InlineData("g: a@x;, c@z", "{g;|a|x;};|c|z")]
    [InlineData("a@x; b@y", "|a|x;|b|y")]
    [InlineData("A <a@x> B <b@y>", "A|a|x;B|b|y")]
    [InlineData("jd@x <jd@x>", "jd@x|jd|x")]
    [InlineData("John Doe jd@x", "John Doe|jd|x")]
    [InlineData("<jd@x> some words, b@y", "|jd|x;|b|y")]
    [InlineData("John <jd@x, b@y", "John|jd|x;|b|y")]
    [InlineData("<John <jd@x>>", "|jd|x")]
    [InlineData("\"John <jd@x>", "\"John|jd|x")]
    [InlineData("Foo :( <a@b>", "{Foo;(|a|b;}")]
    [InlineData("root", "|root|")]
    [InlineData("John Doe", "John Doe||")]
    [InlineData("<>", "||")]
    [InlineData("user@[192.0.2.1]", "|user|[192.0.2.1]")]
    [InlineData("=?utf-8?q?J=C3=B6rg?= =?utf-8?q?_X?= <j@x>", "J\u00f6rg X|j|x")]
    [InlineData("\"=?utf-8?q?J=C3=B6rg?=\" <j@x>", "J\u00f6rg|j|x")]
    [InlineData("J\u00c3\u00b6rg <j\u00c3\u00b6rg@\u00c3\u00bc.example>", "J\u00f6rg|j\u00f6rg|\u00fc.example")]
    [InlineData("  ,;, ", "")]
    [InlineData("(only a comment)", "")]
    [InlineData("", "")]
    [InlineData("folded\r\n name <a@x>,\r\n b@y", "folded name|a|x;|b|y")]
    public void Reads_lists(string raw, string expected) => Assert.Equal(expected, Show(AddressList.Parse(Raw.Octets(raw))));

    [Fact]
    public void Imap_tells_groups_by_a_missing_host()
    {
        string written = Raw.Written(w => EnvelopeWriter.Write(w, Raw.Octets("To: g: root, <@r:a@x>;\r\n\r\n")));
        Assert.Equal(
            "(NIL NIL NIL NIL NIL ((NIL NIL \"g\" NIL)(NIL NIL \"root\" \"\")(NIL \"@r\" \"a\" \"x\")(NIL NIL NIL NIL)) NIL NIL NIL NIL)",
            written);
    }

    [Fact]
    public void Sender_and_reply_to_fall_back_to_from_when_absent_or_empty()
    {
        ImapEnvelope envelope = ImapEnvelope.Parse(Raw.Octets("From: a@x\r\nReply-To: \r\nSubject:\r\n\r\n"));
        Assert.Equal("a"u8.ToArray(), envelope.Sender[0].Mailbox);
        Assert.Equal("x"u8.ToArray(), envelope.ReplyTo[0].Host);
        Assert.Equal(0, envelope.Subject?.Length);
        Assert.Null(envelope.Date);
    }

    private static string Show(IEnumerable<HeaderAddress> list) => string.Join(";", list.Select(Show));

    private static string Show(HeaderAddress address) => address switch
    {
        GroupAddress group => $"{{{group.DisplayName};{string.Concat(group.Members.Select(m => Show(m) + ";"))}}}",
        MailboxAddress mailbox => $"{mailbox.DisplayName}|{mailbox.LocalPart}|{mailbox.Domain}",
        _ => throw new InvalidOperationException(),
    };
}
