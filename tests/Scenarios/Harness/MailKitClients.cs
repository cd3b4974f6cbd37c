using MailKit.Net.Imap;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Scenarios.Harness;

/// <summary>Another's mail program: MailKit, which trusts any certificate here.</summary>
internal static class MailKitClients
{
    public static async Task<ImapClient> OpenImapAsync(this TestServer server, string user = TestServer.Alice, string mechanism = "SCRAM-SHA-256")
    {
        var client = new ImapClient { ServerCertificateValidationCallback = static (_, _, _, _) => true, CheckCertificateRevocation = false };
        await client.ConnectAsync("127.0.0.1", server.ImapPort, SecureSocketOptions.StartTls);
        await client.AuthenticateAsync(Mechanism(mechanism, user));
        return client;
    }

    public static async Task<SmtpClient> OpenSmtpAsync(this TestServer server, string mechanism, bool implicitTls = false)
    {
        var client = new SmtpClient { ServerCertificateValidationCallback = static (_, _, _, _) => true, CheckCertificateRevocation = false };
        await client.ConnectAsync("127.0.0.1", implicitTls ? server.SubmissionsPort : server.SubmissionPort, implicitTls ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTls);
        await client.AuthenticateAsync(Mechanism(mechanism, TestServer.Alice));
        return client;
    }

    /// <summary>Text in two forms, a file, and a message inside of the message.</summary>
    public static MimeMessage Message(string subject)
    {
        var inner = new MimeMessage([new MailboxAddress("Inner", "inner@elsewhere.test")], [], "inside", new TextPart("plain") { Text = "inner text\r\n" });
        var builder = new BodyBuilder { TextBody = "Gr\u00fc\u00dfe\r\n", HtmlBody = "<p>Gr\u00fc\u00dfe</p>" };
        builder.Attachments.Add("\u20ac.bin", new byte[] { 0, 1, 2, 255 });
        builder.Attachments.Add(new MessagePart("rfc822", inner));
        return new MimeMessage([new MailboxAddress("Al\u00efce", TestServer.Alice)], [new MailboxAddress("Bob", TestServer.Bob)], subject, builder.ToMessageBody())
        {
            Date = DateTimeOffset.UnixEpoch.AddDays(20_001).ToOffset(TimeSpan.FromHours(-7)),
        };
    }

    private static SaslMechanism Mechanism(string name, string user) => name switch
    {
        "PLAIN" => new SaslMechanismPlain(user, TestServer.Password),
        "LOGIN" => new SaslMechanismLogin(user, TestServer.Password),
        _ => new SaslMechanismScramSha256(user, TestServer.Password),
    };
}
