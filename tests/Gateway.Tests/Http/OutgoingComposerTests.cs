using System.Buffers;
using System.Text;
using Mail.Gateway.Http;
using Mail.Gateway.Http.Messages;
using Mail.Gateway.Http.Problems;
using Mail.Gateway.Smtp;

namespace Mail.Gateway.Tests.Http;

public sealed class OutgoingComposerTests
{
    private static readonly OutgoingComposer Composer = new(
        TimeProvider.System, new HttpApiOptions { HostName = "mail.test" }, Microsoft.Extensions.Options.Options.Create(new SmtpOptions()));

    [Fact]
    public void Recipients_come_from_every_field_that_names_them()
    {
        var message = Read("From: A <a@acme.test>\r\nTo: b@acme.test\r\nBcc: c@acme.test,\r\n d@acme.test\r\nBcc: e@acme.test\r\nCc: b@acme.test\r\n\r\nTo: f@acme.test\r\n");
        Assert.Equal(["b@acme.test", "c@acme.test", "d@acme.test", "e@acme.test"], message.Recipients.Select(r => r.ToString()));
        Assert.Equal("a@acme.test", message.From.ToString());
    }

    [Theory]
    [InlineData("From: a@acme.test\r\nTo: b@acme.test\r\n\r\n\r\nbody\r\n", "")]
    [InlineData("From: a@acme.test\r\nTo: b@acme.test\r\n\r\nbody", "\r\n")]
    [InlineData("From: a@acme.test\r\nTo: b@acme.test", "\r\n")]
    public void A_message_is_left_byte_for_byte_but_for_the_end_of_its_last_line(string text, string added) =>
        Assert.Equal(text + added, Encoding.ASCII.GetString(Read(text).Content.ToArray()));

    [Theory]
    [InlineData("To: b@acme.test\r\n\r\n")]
    [InlineData("From: a@acme.test, b@acme.test\r\nTo: b@acme.test\r\n\r\n")]
    [InlineData("From: a@acme.test\r\nFrom: b@acme.test\r\nTo: b@acme.test\r\n\r\n")]
    [InlineData("From: a@acme.test\r\n\r\n")]
    [InlineData("From: a@acme.test\r\nTo: nobody\r\n\r\n")]
    [InlineData("")]
    public void A_message_that_names_no_author_or_recipient_is_refused(string text) =>
        Assert.Equal(ApiCode.InvalidArgument, Assert.Throws<ApiException>(() => Read(text)).Code);

    private static OutgoingMessage Read(string text) => Composer.Read(Encoding.ASCII.GetBytes(text));
}
