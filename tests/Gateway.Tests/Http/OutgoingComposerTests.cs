using System.Text;
using Mail.Gateway.Http;
using Mail.Gateway.Http.Messages;
using Mail.Gateway.Http.Problems;

namespace Mail.Gateway.Tests.Http;

public sealed class OutgoingComposerTests
{
    private static readonly OutgoingComposer Composer = new(TimeProvider.System, new HttpApiOptions { HostName = "mail.test" });

    [Fact]
    public void A_message_as_it_stands_loses_Bcc_and_gains_what_is_missing()
    {
        var message = Read("From: A <a@acme.test>\nTo: b@acme.test\nBcc: c@acme.test,\n d@acme.test\nSubject: x\n\nline\n.\n");
        var text = Encoding.ASCII.GetString(message.Content);
        Assert.Equal(["b@acme.test", "c@acme.test", "d@acme.test"], message.Recipients.Select(r => r.ToString()));
        Assert.Equal("a@acme.test", message.From.ToString());
        Assert.StartsWith($"Message-ID: {message.MessageId}\r\nDate: ", text, StringComparison.Ordinal);
        Assert.EndsWith("From: A <a@acme.test>\r\nTo: b@acme.test\r\nSubject: x\r\n\r\nline\r\n.\r\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_complete_message_is_left_byte_for_byte()
    {
        const string Text = "Message-ID: <1@x>\r\nDate: Thu, 05 Mar 2026 09:07:01 +0100\r\nFrom: a@acme.test\r\nTo: b@acme.test\r\n\r\n\r\nbody\r\n";
        Assert.Equal(Text, Encoding.ASCII.GetString(Read(Text).Content));
    }

    [Theory]
    [InlineData("To: b@acme.test\r\n\r\n")]
    [InlineData("From: a@acme.test, b@acme.test\r\nTo: b@acme.test\r\n\r\n")]
    [InlineData("From: a@acme.test\r\n\r\n")]
    [InlineData("From: a@acme.test\r\nTo: nobody\r\n\r\n")]
    [InlineData("")]
    public void A_message_that_names_no_author_or_recipient_is_refused(string text) =>
        Assert.Equal(ApiCode.InvalidArgument, Assert.Throws<ApiException>(() => Read(text)).Code);

    private static OutgoingMessage Read(string text) => Composer.Read(Encoding.ASCII.GetBytes(text));
}
