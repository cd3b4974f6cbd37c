using System.Security.Cryptography;
using System.Text;
using Mail.Domain.Delivery;
using Mail.Gateway.Tests.Fakes;
using Mail.Protocols.Smtp;

namespace Mail.Gateway.Tests.Smtp;

public sealed class SubmissionTests
{
    private const string Ann = "ann@here.example";

    [Fact]
    public async Task Nothing_is_taken_in_the_clear()
    {
        await using var server = await SmtpTestServer.StartAsync(tls: true);
        using var client = await server.ConnectAsync(SmtpDialect.Submission);
        var extensions = await client.AskAsync("EHLO client.example");
        Assert.Contains("STARTTLS", extensions);
        Assert.DoesNotContain("AUTH", extensions);
        Assert.StartsWith("538 5.7.11", await client.AskAsync("AUTH PLAIN " + Plain(Ann, SmtpTestServer.Password)));
        Assert.StartsWith("538 5.7.11", await client.AskAsync("AUTH SCRAM-SHA-256"));
        Assert.StartsWith("530 5.7.0", await client.AskAsync($"MAIL FROM:<{Ann}>"));
    }

    [Fact]
    public async Task The_ports_for_servers_know_no_authentication()
    {
        await using var server = await SmtpTestServer.StartAsync(tls: true);
        using var client = await server.HelloAsync();
        Assert.StartsWith("502", await client.AskAsync("AUTH PLAIN " + Plain(Ann, SmtpTestServer.Password)));
        await client.AskAsync("STARTTLS");
        await client.StartTlsAsync();
        Assert.DoesNotContain("AUTH", await client.AskAsync("EHLO client.example"));
        Assert.StartsWith("502", await client.AskAsync("AUTH PLAIN " + Plain(Ann, SmtpTestServer.Password)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Mail_needs_a_login_and_then_is_taken(bool implicitTls)
    {
        await using var server = await SmtpTestServer.StartAsync(tls: true);
        using var client = await server.SecureAsync(implicitTls);
        Assert.Contains("AUTH PLAIN LOGIN SCRAM-SHA-256", await client.AskAsync("EHLO client.example"));
        Assert.StartsWith("530 5.7.0", await client.AskAsync($"MAIL FROM:<{Ann}>"));
        Assert.StartsWith("235", await client.AskAsync("AUTH PLAIN " + Plain(Ann, SmtpTestServer.Password)));
        Assert.StartsWith("503", await client.AskAsync("AUTH PLAIN " + Plain(Ann, SmtpTestServer.Password)));
        Assert.DoesNotContain("AUTH", await client.AskAsync("EHLO client.example"));
        Assert.StartsWith("250", await SendAsync(client, $"From: {Ann}\r\nDate: Fri, 1 May 2026 10:00:00 +0000\r\nMessage-ID: <1@x>\r\n\r\nbody\r\n"));
        var text = server.Log.Only.Text;
        Assert.Contains("with ESMTPSA id", text);
        Assert.EndsWith($"+0000\r\nFrom: {Ann}\r\nDate: Fri, 1 May 2026 10:00:00 +0000\r\nMessage-ID: <1@x>\r\n\r\nbody\r\n", text);
        Assert.DoesNotContain("password", text);
    }

    [Fact]
    public async Task Login_asks_for_name_and_password()
    {
        await using var server = await SmtpTestServer.StartAsync(tls: true);
        using var client = await server.SecureAsync();
        Assert.Equal("334 VXNlcm5hbWU6", await client.AskAsync("AUTH LOGIN"));
        Assert.Equal("334 UGFzc3dvcmQ6", await client.AskAsync(Base64(Ann)));
        Assert.StartsWith("235", await client.AskAsync(Base64(SmtpTestServer.Password)));
    }

    [Fact]
    public async Task Scram_proves_both_sides()
    {
        await using var server = await SmtpTestServer.StartAsync(tls: true);
        using var client = await server.SecureAsync();
        var first = $"n={Ann},r=clientnonce";
        var challenge = Encoding.UTF8.GetString(Convert.FromBase64String((await client.AskAsync("AUTH SCRAM-SHA-256 " + Base64("n,," + first)))[4..]));
        var fields = challenge.Split(',').ToDictionary(f => f[0], f => f[2..]);
        var salted = Rfc2898DeriveBytes.Pbkdf2(
            SmtpTestServer.Password, Convert.FromBase64String(fields['s']), int.Parse(fields['i'], System.Globalization.CultureInfo.InvariantCulture), HashAlgorithmName.SHA256, 32);
        var key = HMACSHA256.HashData(salted, "Client Key"u8);
        var final = $"c=biws,r={fields['r']}";
        var signature = HMACSHA256.HashData(SHA256.HashData(key), Encoding.UTF8.GetBytes($"{first},{challenge},{final}"));
        var proof = key.Zip(signature, (a, b) => (byte)(a ^ b)).ToArray();
        Assert.StartsWith("334 dj", await client.AskAsync(Base64($"{final},p={Convert.ToBase64String(proof)}")));
        Assert.StartsWith("235", await client.AskAsync(""));
        Assert.StartsWith("250", await SendAsync(client, $"From: {Ann}\r\n\r\nx\r\n"));
    }

    [Fact]
    public async Task Wrong_passwords_and_unknown_names_look_alike_and_end_the_session()
    {
        await using var server = await SmtpTestServer.StartAsync(tls: true, submission: o => o.MaxFailedLogins = 3);
        using var client = await server.SecureAsync();
        var wrong = await client.AskAsync("AUTH PLAIN " + Plain(Ann, "wrong"));
        Assert.StartsWith("535 5.7.8", wrong);
        Assert.Equal(wrong, await client.AskAsync("AUTH PLAIN " + Plain("nobody@here.example", "wrong")));
        Assert.StartsWith("421 4.7.0", await client.AskAsync("AUTH PLAIN " + Plain(Ann, "wrong")));
        Assert.Equal("", await client.ReadAsync());
    }

    [Fact]
    public async Task Broken_exchanges_end_without_harm()
    {
        await using var server = await SmtpTestServer.StartAsync(tls: true);
        using var client = await server.SecureAsync();
        Assert.StartsWith("504 5.5.4", await client.AskAsync("AUTH CRAM-MD5"));
        Assert.StartsWith("501 5.5.2", await client.AskAsync("AUTH PLAIN not*base64"));
        Assert.StartsWith("334", await client.AskAsync("AUTH PLAIN"));
        Assert.StartsWith("501", await client.AskAsync("*"));
        Assert.StartsWith("334", await client.AskAsync("AUTH LOGIN"));
        Assert.StartsWith("501", await client.AskAsync(new string('A', 20_000)));
        Assert.StartsWith("235", await client.AskAsync("AUTH PLAIN " + Plain(Ann, SmtpTestServer.Password)));
    }

    [Theory]
    [InlineData("alias@here.example", "235")]
    [InlineData("ANN@Here.example", "235")]
    [InlineData("ann+tag@here.example", "535")]
    [InlineData("someone@here.example", "535")]
    public async Task A_login_takes_an_address_or_an_alias_and_no_tag(string name, string code)
    {
        await using var server = await SmtpTestServer.StartAsync(tls: true);
        using var client = await server.SecureAsync();
        Assert.StartsWith(code, await client.AskAsync("AUTH PLAIN " + Plain(name, SmtpTestServer.Password)));
    }

    [Fact]
    public async Task A_cancellation_behind_the_salt_is_a_failed_login()
    {
        await using var server = await SmtpTestServer.StartAsync(tls: true, submission: o => o.MaxFailedLogins = 2);
        using var client = await server.SecureAsync();
        for (var i = 0; i < 3; i++)
        {
            Assert.StartsWith("334", await client.AskAsync("AUTH LOGIN"));
            Assert.StartsWith("501 5.7.0", await client.AskAsync("*"));
        }

        Assert.StartsWith("334", await client.AskAsync("AUTH SCRAM-SHA-256 " + Base64($"n,,n={Ann},r=nonce")));
        Assert.StartsWith("501 5.7.0", await client.AskAsync("*"));
        Assert.StartsWith("334", await client.AskAsync("AUTH SCRAM-SHA-256 " + Base64("n,,n=nobody@here.example,r=nonce")));
        Assert.StartsWith("421 4.7.0 Too many failed logins", await client.AskAsync("*"));
    }

    [Fact]
    public async Task A_session_of_a_disabled_account_sends_nothing_more()
    {
        await using var server = await SmtpTestServer.StartAsync(tls: true);
        using var client = await server.LoginAsync();
        Assert.StartsWith("250", await SendAsync(client, $"From: {Ann}\r\n\r\nx\r\n"));
        server.Account.IsDisabled = true;
        Assert.StartsWith("421 4.7.0 Login is no longer valid", await client.AskAsync("MAIL FROM:<>"));
        Assert.Equal("", await client.ReadAsync());
    }

    [Fact]
    public async Task A_session_ends_with_the_password_that_opened_it_and_no_other()
    {
        await using var server = await SmtpTestServer.StartAsync(tls: true);
        server.Account.AddAppPassword("for the phone");
        using var phone = await server.LoginAsync("for the phone");
        using var desk = await server.LoginAsync();
        server.Account.RevokeAppPassword("for the phone");
        Assert.StartsWith("421 4.7.0", await phone.AskAsync($"MAIL FROM:<{Ann}>"));
        Assert.StartsWith("250", await desk.AskAsync($"MAIL FROM:<{Ann}>"));
        await desk.AskAsync("RSET");
        server.Account.Password = "another";
        Assert.StartsWith("421 4.7.0", await desk.AskAsync($"MAIL FROM:<{Ann}>"));
    }

    [Fact]
    public async Task The_envelope_sender_must_be_the_users_own()
    {
        await using var server = await SmtpTestServer.StartAsync(tls: true);
        using var client = await server.LoginAsync();
        Assert.StartsWith("553 5.7.1 Sender address <bob@here.example> does not belong to ann@here.example", await client.AskAsync("MAIL FROM:<bob@here.example>"));
        Assert.StartsWith("553 5.7.1", await client.AskAsync("MAIL FROM:<ann@there.example>"));
        Assert.StartsWith("553 5.7.1", await client.AskAsync("MAIL FROM:<ann@[127.0.0.1]>"));
        Assert.StartsWith("553 5.7.1", await client.AskAsync("MAIL FROM:<postmaster>"));
        Assert.StartsWith("451", await client.AskAsync("MAIL FROM:<broken@here.example>"));
        Assert.StartsWith("250", await client.AskAsync("MAIL FROM:<Ann+tag@here.example>"));
        await client.AskAsync("RSET");
        Assert.StartsWith("250", await client.AskAsync("MAIL FROM:<>"));
    }

    [Theory]
    [InlineData("From: bob@here.example", "550 5.7.1")]
    [InlineData("From: ann@here.example, bob@here.example", "550 5.7.1")]
    [InlineData("From: ann@here.example\r\nSender: bob@here.example", "550 5.7.1")]
    [InlineData("From: \"ann@here.example\" <bob@here.example>", "550 5.7.1")]
    [InlineData("From: ann@here.example\r\nFrom: bob@here.example", "550 5.6.0")]
    [InlineData("From : ann@here.example\r\nfrom: bob@here.example", "550 5.6.0")]
    [InlineData("From: ann@here.example\r\nSender: ann@here.example\r\nSender: ann@here.example", "550 5.6.0")]
    [InlineData("From: undisclosed:;", "550 5.7.1")]
    [InlineData("From: ann", "550 5.7.1")]
    [InlineData("From:", "550 5.7.1")]
    [InlineData("Subject: no From at all", "550 5.6.0")]
    [InlineData("From: broken@here.example", "451 4.3.0")]
    [InlineData("From: Ann <ann@here.example>\r\nSender: \"A\" <ANN+x@here.example>", "250 2.0.0")]
    [InlineData("FROM:\r\n =?utf-8?q?bob=40here=2Eexample?= <ann@here.example>", "250 2.0.0")]
    public async Task The_header_must_name_the_user(string header, string reply)
    {
        await using var server = await SmtpTestServer.StartAsync(tls: true);
        using var client = await server.LoginAsync();
        Assert.StartsWith(reply, await SendAsync(client, header + "\r\n\r\nFrom: bob@here.example\r\n"));
        Assert.Equal(reply[0] == '2' ? 1 : 0, server.Log.Entries.Count);
    }

    [Fact]
    public async Task What_is_missing_is_added_and_blind_recipients_are_hidden()
    {
        await using var server = await SmtpTestServer.StartAsync(tls: true);
        using var client = await server.LoginAsync();
        Assert.StartsWith("250", await SendAsync(
            client, $"Return-Path: <x@far.example>\r\nSubject: x\r\nBCC: secret@far.example,\r\n other@far.example\r\nFrom: {Ann}\r\nbcc: third@far.example\r\n\r\nBcc: body\r\n"));
        var text = server.Log.Only.Text;
        Assert.Matches($"\r\nDate: [^\r]+\r\nMessage-ID: <[^>]+@mx.here.example>\r\nSubject: x\r\nFrom: {Ann}\r\n\r\nBcc: body\r\n$", text);
        Assert.DoesNotContain("far.example", text);
    }

    [Fact]
    public async Task A_message_by_chunks_is_checked_as_well()
    {
        await using var server = await SmtpTestServer.StartAsync(tls: true);
        using var client = await server.LoginAsync();
        await client.AskAsync($"MAIL FROM:<{Ann}>");
        await client.AskAsync($"RCPT TO:<{Ann}>");
        const string Text = "From: bob@here.example\r\n\r\nx\r\n";
        Assert.StartsWith("550 5.7.1", await client.AskAsync($"BDAT {Text.Length} LAST\r\n{Text[..^2]}"));
    }

    [Fact]
    public async Task The_sender_may_have_a_copy()
    {
        await using var server = await SmtpTestServer.StartAsync(tls: true);
        using var client = await server.LoginAsync();
        Assert.StartsWith("250", await SendAsync(client, $"From: {Ann}\r\n\r\nx\r\n"));
        Assert.Equal(FakeDirectory.Ann, Assert.Single(server.Senders.Sent).Account);
    }

    [Fact]
    public async Task Elsewhere_is_refused_until_it_is_set_up()
    {
        await using var server = await SmtpTestServer.StartAsync(tls: true);
        using var client = await server.LoginAsync();
        await client.AskAsync($"MAIL FROM:<{Ann}>");
        Assert.StartsWith("550 5.7.1 Mail to other domains is not set up here", await client.AskAsync("RCPT TO:<far@elsewhere.example>"));
        Assert.StartsWith("550 5.1.1", await client.AskAsync("RCPT TO:<nobody@here.example>"));
    }

    [Fact]
    public async Task One_record_holds_recipients_here_and_elsewhere()
    {
        await using var server = await SmtpTestServer.StartAsync(tls: true, outbound: true);
        using var client = await server.LoginAsync();
        Assert.StartsWith("250", await client.AskAsync($"MAIL FROM:<{Ann}> ENVID=Q7"));
        Assert.StartsWith("250", await client.AskAsync("RCPT TO:<bob@here.example>"));
        Assert.StartsWith("250", await client.AskAsync("RCPT TO:<Far@XN--bcher-kva.example> NOTIFY=SUCCESS"));
        Assert.StartsWith("550 5.7.1", await client.AskAsync("RCPT TO:<x@[10.0.0.1]>"));
        await client.AskAsync("DATA");
        Assert.StartsWith("250", await client.AskAsync($"From: {Ann}\r\n\r\nx\r\n."));
        var record = server.Log.Only.Record;
        Assert.Equal([("bob@here.example", false), ("Far@xn--bcher-kva.example", true)], record.Recipients.Select(r => (r.Address, r.IsElsewhere)));
        await server.Log.WhenAcknowledged(record.Id);
        Assert.Equal("Far@xn--bcher-kva.example", Assert.Single(server.Queue.Rows).Delivery.Recipient);
        Assert.Equal(FakeDirectory.Bob, Assert.Single(server.Mailboxes.Attempts).Account);
    }

    [Fact]
    public async Task What_forwards_goes_on_in_a_record_of_its_own_and_says_so()
    {
        await using var server = await SmtpTestServer.StartAsync(outbound: true);
        using var client = await server.HelloAsync();
        Assert.StartsWith("250", await client.AskAsync("MAIL FROM:<far@else.example>"));
        Assert.StartsWith("250", await client.AskAsync("RCPT TO:<ann@here.example>"));
        Assert.StartsWith("250", await client.AskAsync("RCPT TO:<forward@here.example> NOTIFY=SUCCESS"));
        Assert.StartsWith("250", await client.AskAsync("RCPT TO:<forward@here.example>"));
        await client.AskAsync("DATA");
        Assert.StartsWith("250", await client.AskAsync("Subject: x\r\n\r\nx\r\n."));
        var (onward, here) = (server.Log.Entries[0].Record, server.Log.Entries[1].Record);
        var only = Assert.Single(onward.Recipients);
        Assert.Equal(
            ("x@far.example", true, DsnNotify.Success, "rfc822;forward@here.example", "far@else.example"),
            (only.Address, only.IsElsewhere, only.Notify, only.OriginalRecipient, onward.MailFrom));
        Assert.StartsWith("Return-Path: <far@else.example>\r\nDelivered-To: forward@here.example\r\nReceived: ", server.Log.Entries[0].Text);
        Assert.DoesNotContain("Delivered-To", server.Log.Entries[1].Text);
        Assert.Equal([FakeDirectory.Ann, FakeDirectory.Bob], here.Recipients.Select(r => r.Account).Distinct());
    }

    [Fact]
    public async Task What_comes_back_to_where_it_was_forwarded_goes_no_further()
    {
        await using var server = await SmtpTestServer.StartAsync(outbound: true);
        using var client = await server.HelloAsync();
        await client.AskAsync("MAIL FROM:<>");
        await client.AskAsync("RCPT TO:<forward@here.example>");
        await client.AskAsync("DATA");
        Assert.StartsWith("554 5.4.6", await client.AskAsync("Subject: x\r\nDelivered-To:  Forward@HERE.example\r\n\r\nx\r\n."));
        Assert.Empty(server.Log.Entries);
    }

    [Fact]
    public async Task Forwards_of_a_message_are_few_and_none_where_nothing_goes_outside()
    {
        await using var server = await SmtpTestServer.StartAsync(o => o.MaxForwards = 1, outbound: true);
        using var client = await server.HelloAsync();
        await client.AskAsync("MAIL FROM:<>");
        Assert.StartsWith("250", await client.AskAsync("RCPT TO:<forward@here.example>"));
        Assert.StartsWith("452 4.5.3", await client.AskAsync("RCPT TO:<forward@here.example>"));
        await using var inside = await SmtpTestServer.StartAsync();
        using var another = await inside.HelloAsync();
        await another.AskAsync("MAIL FROM:<>");
        Assert.StartsWith("451 4.3.5", await another.AskAsync("RCPT TO:<forward@here.example>"));
    }

    [Fact]
    public async Task An_account_sends_to_so_many_in_an_hour()
    {
        await using var server = await SmtpTestServer.StartAsync(tls: true, submission: o => o.RecipientsPerHour = 3);
        using var client = await server.LoginAsync();
        await client.AskAsync($"MAIL FROM:<{Ann}>");
        for (var i = 0; i < 3; i++)
        {
            Assert.StartsWith("250", await client.AskAsync($"RCPT TO:<user{i}@here.example>"));
        }

        Assert.StartsWith("450 4.7.1", await client.AskAsync("RCPT TO:<user4@here.example>"));
        server.Clock.Advance(TimeSpan.FromMinutes(4));
        Assert.StartsWith("450 4.7.1", await client.AskAsync("RCPT TO:<user4@here.example>"));
        await client.AskAsync("NOOP");
        server.Clock.Advance(TimeSpan.FromMinutes(4));
        await client.AskAsync("NOOP");
        server.Clock.Advance(TimeSpan.FromMinutes(4));
        await client.AskAsync("NOOP");
        server.Clock.Advance(TimeSpan.FromMinutes(4));
        await client.AskAsync("NOOP");
        server.Clock.Advance(TimeSpan.FromMinutes(4));
        await client.AskAsync("NOOP");
        Assert.StartsWith("250", await client.AskAsync("RCPT TO:<user4@here.example>"));
    }

    private static async Task<string> SendAsync(SmtpTestClient client, string message)
    {
        Assert.StartsWith("250", await client.AskAsync($"MAIL FROM:<{Ann}>"));
        Assert.StartsWith("250", await client.AskAsync($"RCPT TO:<{Ann}>"));
        Assert.StartsWith("354", await client.AskAsync("DATA"));
        return await client.AskAsync(message + ".");
    }

    private static string Plain(string user, string password) => Base64($"\0{user}\0{password}");

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
