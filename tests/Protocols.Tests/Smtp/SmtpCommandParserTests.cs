using System.Text;
using Mail.Domain.Delivery;
using Mail.Protocols.Smtp;

namespace Mail.Protocols.Tests.Smtp;

public sealed class SmtpCommandParserTests
{
    [Theory]
    [InlineData("HELO a.example", SmtpVerb.Helo)]
    [InlineData("ehlo a.example", SmtpVerb.Ehlo)]
    [InlineData("Lhlo [192.0.2.1]", SmtpVerb.Lhlo)]
    [InlineData("MAIL FROM:<>", SmtpVerb.Mail)]
    [InlineData("RCPT TO:<a@b.example>", SmtpVerb.Rcpt)]
    [InlineData("DATA", SmtpVerb.Data)]
    [InlineData("data  ", SmtpVerb.Data)]
    [InlineData("BDAT 0", SmtpVerb.Bdat)]
    [InlineData("RSET", SmtpVerb.Rset)]
    [InlineData("NOOP", SmtpVerb.Noop)]
    [InlineData("noop anything here", SmtpVerb.Noop)]
    [InlineData("QUIT", SmtpVerb.Quit)]
    [InlineData("VRFY someone", SmtpVerb.Vrfy)]
    [InlineData("EXPN list", SmtpVerb.Expn)]
    [InlineData("HELP", SmtpVerb.Help)]
    [InlineData("STARTTLS", SmtpVerb.StartTls)]
    [InlineData("AUTH PLAIN", SmtpVerb.Auth)]
    public void Each_command_is_known(string line, SmtpVerb verb) => Assert.Equal(verb, Good(line).Verb);

    [Theory]
    [InlineData("")]
    [InlineData("FOO")]
    [InlineData("MAIX FROM:<>")]
    [InlineData("PTMA")]
    [InlineData("DAT")]
    [InlineData("DATAX")]
    [InlineData("\u0000\u0001")]
    public void Unknown_commands_are_refused(string line) => Assert.Equal(500, Bad(line).Code);

    [Theory]
    [InlineData("MAIL FROM:<a@b.example>", "a", "b.example")]
    [InlineData("MAIL FROM: <a@b.example>  ", "a", "b.example")]
    [InlineData("mail from:<\"a b\"@b.example>", "a b", "b.example")]
    [InlineData("MAIL FROM:<\"a\\\"b\"@b.example>", "a\"b", "b.example")]
    [InlineData("MAIL FROM:<\"plain\"@b.example>", "plain", "b.example")]
    [InlineData("MAIL FROM:<@x.example,@y.example:a@b.example>", "a", "b.example")]
    [InlineData("MAIL FROM:<a@[192.0.2.7]>", "a", "[192.0.2.7]")]
    [InlineData("MAIL FROM:<a@[IPv6:2001:db8::1]>", "a", "[IPv6:2001:db8::1]")]
    [InlineData("MAIL FROM:<a+b/c=d@under_score.example>", "a+b/c=d", "under_score.example")]
    public void Paths_are_read(string line, string local, string domain)
    {
        var mail = Assert.IsType<SmtpCommand.Mail>(Good(line));
        Assert.Equal(new SmtpPath(local, domain), mail.ReversePath);
    }

    [Theory]
    [InlineData("MAIL FROM:a@b.example")]
    [InlineData("MAIL FROM:<a@b.example")]
    [InlineData("MAIL FROM:<a@>")]
    [InlineData("MAIL FROM:<@b.example>")]
    [InlineData("MAIL FROM:<a..b@c.example>")]
    [InlineData("MAIL FROM:<.a@c.example>")]
    [InlineData("MAIL FROM:<a.@c.example>")]
    [InlineData("MAIL FROM:<a b@c.example>")]
    [InlineData("MAIL FROM:<a@-c.example>")]
    [InlineData("MAIL FROM:<a@c..example>")]
    [InlineData("MAIL FROM:<a@c.example.>")]
    [InlineData("MAIL FROM:<a@[1.2.3]>")]
    [InlineData("MAIL FROM:<a@[2001:db8::1]>")]
    [InlineData("MAIL FROM:<a@[IPv6:nonsense]>")]
    [InlineData("MAIL FROM:<\"a@c.example>")]
    [InlineData("MAIL FROM:<a@b.example>x")]
    [InlineData("MAIL FROM:<a>")]
    [InlineData("MAIL TO:<a@b.example>")]
    [InlineData("RCPT TO:<>")]
    [InlineData("RCPT FROM:<a@b.example>")]
    public void Malformed_paths_are_refused(string line) => Assert.Equal(501, Bad(line).Code);

    [Fact]
    public void Local_part_of_64_octets_passes_and_of_67_does_not()
    {
        Good($"RCPT TO:<{new string('a', 64)}@b.example>");
        Assert.Equal(501, Bad($"RCPT TO:<{new string('a', 67)}@b.example>").Code);
    }

    [Fact]
    public void Bare_postmaster_is_a_recipient()
    {
        var rcpt = Assert.IsType<SmtpCommand.Rcpt>(Good("RCPT TO:<PostMaster>"));
        Assert.True(rcpt.ForwardPath.IsBarePostmaster);
    }

    [Theory]
    [InlineData("a", "a@d")]
    [InlineData("a b", "\"a b\"@d")]
    [InlineData("a\"b", "\"a\\\"b\"@d")]
    [InlineData("a..b", "\"a..b\"@d")]
    public void Paths_render_quoted_where_they_must(string local, string text) => Assert.Equal(text, new SmtpPath(local, "d").ToString());

    [Fact]
    public void Mail_parameters_are_read()
    {
        var mail = Assert.IsType<SmtpCommand.Mail>(Good("MAIL FROM:<a@b.example> SIZE=1234 BODY=8BITMIME SMTPUTF8 ret=hdrs ENVID=QQ+2B314 AUTH=<>"));
        Assert.Equal(
            new MailParameters
            {
                Size = 1234, Body = SmtpBodyType.EightBitMime, Utf8 = true, Return = DsnReturn.Headers, EnvelopeId = "QQ+314", Auth = "",
            },
            mail.Parameters);
    }

    [Fact]
    public void Rcpt_parameters_are_read()
    {
        var rcpt = Assert.IsType<SmtpCommand.Rcpt>(Good("RCPT TO:<a@b.example> NOTIFY=SUCCESS,delay ORCPT=rfc822;bob+2Bx@y.example"));
        Assert.Equal(DsnNotify.Success | DsnNotify.Delay, rcpt.Parameters.Notify);
        Assert.Equal(new OriginalRecipient("rfc822", "bob+x@y.example"), rcpt.Parameters.OriginalRecipient);
    }

    [Theory]
    [InlineData("MAIL FROM:<> FOO=1", 555)]
    [InlineData("MAIL FROM:<> SIZE=1 SIZE=2", 501)]
    [InlineData("MAIL FROM:<> SIZE=", 501)]
    [InlineData("MAIL FROM:<> SIZE", 501)]
    [InlineData("MAIL FROM:<> SIZE=-1", 501)]
    [InlineData("MAIL FROM:<> SIZE=99999999999999999999", 501)]
    [InlineData("MAIL FROM:<> BODY=BINARYMIME", 501)]
    [InlineData("MAIL FROM:<> SMTPUTF8=yes", 501)]
    [InlineData("MAIL FROM:<> RET=SOME", 501)]
    [InlineData("MAIL FROM:<> ENVID=+4", 501)]
    [InlineData("MAIL FROM:<> ENVID=+0D+0A", 501)]
    [InlineData("MAIL FROM:<> ENVID=+4a", 501)]
    [InlineData("RCPT TO:<a@b.example> NOTIFY=NEVER,SUCCESS", 501)]
    [InlineData("RCPT TO:<a@b.example> NOTIFY=", 501)]
    [InlineData("RCPT TO:<a@b.example> ORCPT=rfc822", 501)]
    [InlineData("RCPT TO:<a@b.example> SIZE=1", 555)]
    public void Bad_parameters_are_refused(string line, int code) => Assert.Equal(code, Bad(line).Code);

    [Fact]
    public void Address_in_utf8_needs_smtputf8()
    {
        Assert.Equal("5.6.7", Bad("MAIL FROM:<jörg@müller.example>").Status.ToString());
        Good("MAIL FROM:<jörg@müller.example> SMTPUTF8");
        Assert.Equal(553, Bad("RCPT TO:<用户@例子.example>").Code);
        var rcpt = Assert.IsType<SmtpCommand.Rcpt>(Good("RCPT TO:<用户@例子.example>", utf8: true));
        Assert.Equal("用户@例子.example", rcpt.ForwardPath.ToString());
    }

    [Fact]
    public void Broken_utf8_is_refused()
    {
        byte[] line = [.. "RCPT TO:<"u8, 0xc3, 0x28, .. "@b.example>"u8];
        Assert.False(SmtpCommandParser.TryParse(line, true, out _, out var error));
        Assert.Equal(501, error.Code);
    }

    [Fact]
    public void Bdat_has_size_and_last()
    {
        Assert.Equal(new SmtpCommand.Bdat(1000, false), Good("BDAT 1000"));
        Assert.Equal(new SmtpCommand.Bdat(12, true), Good("BDAT 12 last"));
        Assert.Equal(501, Bad("BDAT").Code);
        Assert.Equal(501, Bad("BDAT 1x").Code);
        Assert.Equal(501, Bad("BDAT 1 FIRST").Code);
    }

    [Fact]
    public void Auth_has_mechanism_and_response()
    {
        Assert.Equal(new SmtpCommand.Auth("SCRAM-SHA-256", "biws"), Good("auth scram-sha-256 biws"));
        Assert.Equal(new SmtpCommand.Auth("PLAIN", "="), Good("AUTH PLAIN ="));
        Assert.Equal(new SmtpCommand.Auth("LOGIN", null), Good("AUTH LOGIN"));
    }

    [Theory]
    [InlineData("EHLO")]
    [InlineData("EHLO two words")]
    [InlineData("HELO (comment)")]
    [InlineData("DATA now")]
    [InlineData("VRFY")]
    public void Bad_arguments_are_refused(string line) => Assert.Equal(501, Bad(line).Code);

    [Fact]
    public void Any_octets_give_a_command_or_a_refusal()
    {
        var random = new Random(7);
        byte[][] seeds = ["MAIL FROM:<a@b.example> SIZE=1 BODY=8BITMIME"u8.ToArray(), "RCPT TO:<\"x\"@[IPv6:::1]> ORCPT=rfc822;a+2B"u8.ToArray()];
        for (var i = 0; i < 20_000; i++)
        {
            var line = (byte[])seeds[i % 2].Clone();
            for (var n = random.Next(1, 6); n > 0; n--)
            {
                line[random.Next(line.Length)] = (byte)random.Next(256);
            }

            var cut = line.AsSpan(0, random.Next(line.Length + 1));
            var ok = SmtpCommandParser.TryParse(cut, i % 3 == 0, out var command, out var error);
            Assert.True(ok ? command is not null && error is null : error!.Code is >= 500 and < 600);
        }
    }

    private static SmtpCommand Good(string line, bool utf8 = false)
    {
        Assert.True(SmtpCommandParser.TryParse(Encoding.UTF8.GetBytes(line), utf8, out var command, out var error), error?.ToString());
        return command;
    }

    private static SmtpReply Bad(string line)
    {
        Assert.False(SmtpCommandParser.TryParse(Encoding.UTF8.GetBytes(line), false, out _, out var error));
        return error;
    }
}
