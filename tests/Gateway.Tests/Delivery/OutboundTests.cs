using System.Text;
using Mail.Domain.Blobs;
using Mail.Domain.Delivery;
using Mail.Domain.Identity;
using Mail.Gateway.Delivery.Outbound;
using Mail.Gateway.Tests.Dns;
using Mail.Gateway.Tests.Fakes;
using Mail.Gateway.Tests.Smtp;
using Mail.Storage;
using Mail.Storage.Queue;

namespace Mail.Gateway.Tests.Delivery;

public sealed class OutboundTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromHours(1);

    [Fact]
    public async Task A_smart_host_gets_all_recipients_of_a_message_at_once()
    {
        using var peer = new FakeSmtpPeer();
        await using var server = await StartAsync(peer);
        await server.Queue.AddAsync([Row(1, "a@one.example"), Row(1, "B@two.example")], default);
        await server.Queue.WhenAsync(rows => rows.All(r => r.State == OutboundState.Sent));
        Assert.StartsWith("Subject: kept\n\nxxx", Assert.Single(peer.Messages));
        Assert.Contains("MAIL FROM:<ann@here.example> SIZE=100", peer.Commands);
        Assert.Equal(["RCPT TO:<a@one.example>", "RCPT TO:<B@two.example>"], peer.Commands.Where(c => c.StartsWith("RCPT", StringComparison.Ordinal)));
        Assert.Empty(server.Log.Entries);
    }

    [Fact]
    public async Task What_the_sender_wants_to_be_told_goes_on_to_a_server_that_knows_it()
    {
        using var peer = new FakeSmtpPeer { Extensions = ["DSN"] };
        await using var server = await StartAsync(peer);
        await server.Queue.AddAsync(
            [Row(1, "a@one.example") with { EnvelopeId = "Q+1", Return = DsnReturn.Full, Notify = DsnNotify.Success | DsnNotify.Delay, OriginalRecipient = "rfc822;x y" }], default);
        await server.Queue.WhenAsync(rows => rows.All(r => r.State == OutboundState.Sent));
        Assert.Contains("MAIL FROM:<ann@here.example> RET=FULL ENVID=Q+2B1", peer.Commands);
        Assert.Contains("RCPT TO:<a@one.example> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;x+20y", peer.Commands);
        Assert.Empty(server.Log.Entries);
    }

    [Theory]
    [InlineData("Subject: Grüße", true, "BODY=8BITMIME")]
    [InlineData("Subject: Grüße", true, "BODY=8BITMIME SMTPUTF8", "SMTPUTF8")]
    [InlineData("Subject: Grüße", false, "BODY=8BITMIME", "SMTPUTF8")]
    [InlineData("Subject: Hello", true, "", "SMTPUTF8")]
    public async Task A_header_in_8_bit_goes_as_it_came_and_asks_for_SMTPUTF8_where_it_is_UTF8_and_offered(
        string subject, bool inUtf8, string parameters, params string[] offered)
    {
        using var peer = new FakeSmtpPeer { Extensions = ["8BITMIME", .. offered] };
        await using var server = await StartAsync(peer);
        var text = (inUtf8 ? Encoding.UTF8 : Encoding.Latin1).GetBytes(subject + "\r\n\r\nx\r\n");
        server.Log.Kept = text;
        await server.Queue.AddAsync([Row(1, "a@one.example") with { Blob = new BlobRef(BlobKind.Segment, 1, 1, text.Length) }], default);
        await server.Queue.WhenAsync(rows => rows.All(r => r.State == OutboundState.Sent));
        Assert.Equal(Encoding.Latin1.GetString(text).ReplaceLineEndings("\n"), Assert.Single(peer.Messages));
        Assert.Contains($"MAIL FROM:<ann@here.example> {parameters}".TrimEnd(), peer.Commands);
    }

    [Theory]
    [InlineData("jörg@here.example", "a@one.example")]
    [InlineData("ann@here.example", "jörg@one.example")]
    public async Task An_address_in_UTF8_goes_only_to_servers_that_know_it(string sender, string recipient)
    {
        using var peer = new FakeSmtpPeer();
        await using var server = await StartAsync(peer);
        await server.Queue.AddAsync([Row(1, recipient) with { MailFrom = sender }], default);
        await server.Queue.WhenAsync(rows => rows[0].State == OutboundState.Bounced);
        Assert.Contains("SMTPUTF8", server.Queue.Rows[0].LastReply, StringComparison.Ordinal);
        Assert.Empty(peer.Messages);
    }

    [Fact]
    public async Task A_success_is_told_of_where_the_other_server_does_not()
    {
        using var peer = new FakeSmtpPeer();
        await using var server = await StartAsync(peer);
        await server.Queue.AddAsync([Row(1, "a@one.example") with { Notify = DsnNotify.Success }], default);
        await server.Queue.WhenAsync(rows => rows.All(r => r.State == OutboundState.Sent));
        Assert.Contains("Action: relayed", server.Log.Only.Text);
    }

    [Fact]
    public async Task A_refusal_comes_back_to_the_sender_and_the_others_are_served()
    {
        using var peer = new FakeSmtpPeer { OnRcpt = r => r == "no@one.example" ? "550-5.1.1 nobody\r\n550 5.1.1 of that name" : "250 ok" };
        await using var server = await StartAsync(peer);
        await server.Queue.AddAsync([Row(1, "no@one.example") with { EnvelopeId = "Q7" }, Row(1, "yes@one.example")], default);
        await server.Queue.WhenAsync(rows => rows[0].State == OutboundState.Bounced && rows[1].State == OutboundState.Sent);
        var report = server.Log.Only;
        Assert.Equal(("", "ann@here.example", FakeDirectory.Ann), (report.Record.MailFrom, report.Record.Recipients[0].Address, report.Record.Recipients[0].Account));
        Assert.Contains("Content-Type: multipart/report", report.Text);
        Assert.Contains("Final-Recipient: rfc822;no@one.example\r\nAction: failed\r\nStatus: 5.1.1\r\nRemote-MTA: dns;127.0.0.1", report.Text);
        Assert.Contains("Original-Envelope-Id: Q7", report.Text);
        Assert.Contains("Subject: kept", report.Text);
        Assert.DoesNotContain("yes@one.example", report.Text);
    }

    [Theory]
    [InlineData("", DsnNotify.Unspecified)]
    [InlineData("ann@here.example", DsnNotify.Never)]
    [InlineData("ann@here.example", DsnNotify.Success)]
    [InlineData("nobody@here.example", DsnNotify.Unspecified)]
    public async Task Nobody_is_told_who_does_not_exist_or_does_not_want_to_know(string sender, DsnNotify notify)
    {
        using var peer = new FakeSmtpPeer { OnRcpt = _ => "550 no" };
        await using var server = await StartAsync(peer);
        await server.Queue.AddAsync([Row(1, "no@one.example") with { MailFrom = sender, Notify = notify }], default);
        await server.Queue.WhenAsync(rows => rows[0].State == OutboundState.Bounced);
        Assert.Empty(server.Log.Entries);
    }

    [Fact]
    public async Task A_refusal_for_now_is_tried_again_told_of_when_it_lasts_and_given_up_at_last()
    {
        using var peer = new FakeSmtpPeer { OnRcpt = _ => "450 4.2.0 busy" };
        await using var server = await StartAsync(peer);
        await server.Queue.AddAsync([Row(1, "a@one.example") with { AcceptedAt = server.Clock.GetUtcNow(), ExpiresAt = server.Clock.GetUtcNow() + TimeSpan.FromHours(6) }], default);
        await server.Queue.WhenAsync(rows => rows[0].Attempts == 1);
        var wait = server.Queue.Rows[0].DueAt - server.Clock.GetUtcNow();
        Assert.InRange(wait, TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(6));
        for (var attempts = 2; server.Queue.Rows[0].State == OutboundState.Waiting; attempts++)
        {
            var wanted = attempts;
            await NextAttemptAsync(server, rows => rows[0].Attempts == wanted);
        }

        Assert.Equal(OutboundState.Bounced, server.Queue.Rows[0].State);
        Assert.Equal(["Action: delayed", "Action: failed"], server.Log.Entries.Select(e => e.Text.Split("\r\n").First(l => l.StartsWith("Action", StringComparison.Ordinal))));
        Assert.Contains("Status: 4.4.7", server.Log.Entries[1].Text);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_tried_again()
    {
        await using var server = await SmtpTestServer.StartAsync(tls: true, sending: o => o.SmartHost = new SmartHost("127.0.0.1", 1));
        await server.Queue.AddAsync([Row(1, "a@one.example")], default);
        await server.Queue.WhenAsync(rows => rows[0].Attempts == 1);
        Assert.Equal(OutboundState.Waiting, server.Queue.Rows[0].State);
        Assert.StartsWith("127.0.0.1 (127.0.0.1) port 1:", server.Queue.Rows[0].LastReply);
    }

    [Fact]
    public async Task Messages_share_a_connection()
    {
        using var peer = new FakeSmtpPeer();
        await using var server = await StartAsync(peer);
        await server.Queue.AddAsync([.. Enumerable.Range(1, 20).Select(i => Row(i, "a@one.example"))], default);
        await server.Queue.WhenAsync(rows => rows.All(r => r.State == OutboundState.Sent));
        Assert.Equal((20, 1), (peer.Messages.Count, peer.Connections));
    }

    [Fact]
    public async Task Mail_goes_to_the_best_exchange_that_answers()
    {
        using var peer = new FakeSmtpPeer();
        using var dns = new FakeDns().Mx("one.example", 20, "second.one.example").Mx("one.example", 10, "first.one.example")
            .A("first.one.example", "127.0.0.9").A("second.one.example", "127.0.0.1").A("bare.example", "127.0.0.1");
        await using var server = await StartAsync(peer, dns);
        await server.Queue.AddAsync([Row(1, "a@one.example"), Row(2, "a@bare.example")], default);
        await server.Queue.WhenAsync(rows => rows.All(r => r.State == OutboundState.Sent));
        Assert.Equal(2, peer.Messages.Count);
    }

    [Theory]
    [InlineData("null.example", "5.1.10")]
    [InlineData("missing.example", "5.1.2")]
    [InlineData("loop.example", "5.4.6")]
    [InlineData("homeless.example", "5.4.4")]
    public async Task A_domain_that_takes_no_mail_is_given_up_at_once(string domain, string status)
    {
        using var peer = new FakeSmtpPeer();
        using var dns = new FakeDns().Mx("null.example", 0, "").Mx("loop.example", 10, "mx.here.example").Mx("loop.example", 20, "other.example")
            .Mx("homeless.example", 10, "nowhere.example").A("other.example", "127.0.0.1");
        await using var server = await StartAsync(peer, dns);
        await server.Queue.AddAsync([Row(1, "a@" + domain)], default);
        await server.Queue.WhenAsync(rows => rows[0].State == OutboundState.Bounced);
        Assert.Contains("Status: " + status, server.Log.Only.Text);
        Assert.Empty(peer.Messages);
    }

    [Fact]
    public async Task Names_that_lead_to_this_machine_are_not_followed()
    {
        using var peer = new FakeSmtpPeer();
        using var dns = new FakeDns().A("inside.example", "127.0.0.1");
        await using var server = await SmtpTestServer.StartAsync(tls: true, sending: o =>
            (o.SmartHost, o.RemotePort, o.AllowLoopback) = (null, peer.Port, false), dns: dns);
        await server.Queue.AddAsync([Row(1, "a@inside.example")], default);
        await server.Queue.WhenAsync(rows => rows[0].State == OutboundState.Bounced);
        Assert.Equal(0, peer.Connections);
    }

    [Fact]
    public async Task Mail_that_a_server_cannot_take_is_not_sent_to_it()
    {
        using var peer = new FakeSmtpPeer { Extensions = ["SIZE 50"] };
        await using var server = await StartAsync(peer);
        await server.Queue.AddAsync([Row(1, "a@one.example"), Row(2, "j\u00fcrgen@one.example")], default);
        await server.Queue.WhenAsync(rows => rows.All(r => r.State == OutboundState.Bounced));
        Assert.Contains("larger than", server.Queue.Rows[0].LastReply);
        Assert.Empty(peer.Messages);
    }

    [Fact]
    public async Task A_failure_is_told_to_a_sender_whose_mailbox_is_full()
    {
        using var peer = new FakeSmtpPeer { OnRcpt = _ => "550 no" };
        await using var server = await StartAsync(peer);
        await server.Queue.AddAsync([Row(1, "no@one.example") with { MailFrom = "full@here.example" }], default);
        await server.Queue.WhenAsync(rows => rows[0].State == OutboundState.Bounced);
        Assert.Equal("full@here.example", server.Log.Only.Record.Recipients[0].Address);
    }

    [Fact]
    public async Task A_failure_that_cannot_be_told_yet_is_told_later_and_nothing_is_sent_again()
    {
        using var peer = new FakeSmtpPeer { OnData = "554 5.7.1 not this" };
        await using var server = await StartAsync(peer);
        server.Log.Failure = new StoreUnavailableException("no answer");
        await server.Queue.AddAsync([Row(1, "a@one.example")], default);
        await server.Queue.WhenAsync(rows => rows[0].Failure is not null);
        server.Log.Failure = null;
        await NextAttemptAsync(server, rows => rows[0].State == OutboundState.Bounced);
        Assert.Contains("Action: failed\r\nStatus: 5.7.1\r\nRemote-MTA: dns;127.0.0.1\r\nDiagnostic-Code: smtp; 554 5.7.1 not this", server.Log.Only.Text);
        Assert.Single(peer.Messages);
    }

    [Fact]
    public async Task A_failure_that_can_never_be_told_comes_to_an_end()
    {
        using var peer = new FakeSmtpPeer { OnRcpt = _ => "550 no" };
        await using var server = await StartAsync(peer);
        server.Log.Failure = new StoreUnavailableException("no answer");
        await server.Queue.AddAsync([Row(1, "a@one.example")], default);
        await server.Queue.WhenAsync(rows => rows[0].Failure is not null);
        var known = server.Queue.Rows[0].Failure!.At;
        while (server.Queue.Rows[0].State == OutboundState.Waiting)
        {
            var wanted = server.Queue.Settlements + 1;
            await NextAttemptAsync(server, _ => server.Queue.Settlements == wanted);
        }

        Assert.True(server.Clock.GetUtcNow() - known >= TimeSpan.FromDays(5));
        Assert.Single(peer.Commands, c => c.StartsWith("RCPT", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_delay_that_could_not_be_told_is_told_with_the_next_attempt()
    {
        using var peer = new FakeSmtpPeer { OnRcpt = _ => "450 4.2.0 busy" };
        await using var server = await StartAsync(peer);
        server.Log.Failure = new StoreUnavailableException("no answer");
        await server.Queue.AddAsync([Row(1, "a@one.example")], default);
        await server.Queue.WhenAsync(rows => rows[0].Attempts == 1);
        server.Log.Failure = null;
        await NextAttemptAsync(server, rows => rows[0].Attempts == 2);
        Assert.Contains("Action: delayed", server.Log.Only.Text);
        Assert.True(server.Queue.Rows[0].DelayReported);
    }

    [Fact]
    public async Task A_message_that_cannot_be_read_waits_and_expires_alone()
    {
        using var peer = new FakeSmtpPeer();
        await using var server = await StartAsync(peer);
        server.Log.OnRead = blob => blob.Offset == 1 ? new StoreUnavailableException("bad sector") : null;
        var expires = server.Clock.GetUtcNow() + TimeSpan.FromMinutes(1);
        await server.Queue.AddAsync([.. Enumerable.Range(1, 3).Select(i => Row(i, "a@one.example") with { Notify = DsnNotify.Failure, ExpiresAt = expires })], default);
        await server.Queue.WhenAsync(rows => rows.All(r => r.Attempts == 1));
        Assert.Equal([OutboundState.Waiting, OutboundState.Sent, OutboundState.Sent], server.Queue.Rows.Select(r => r.State));
        Assert.Equal(expires, server.Queue.Rows[0].DueAt);
        await NextAttemptAsync(server, rows => rows[0].State == OutboundState.Bounced);
        Assert.Contains("Status: 4.4.7", server.Log.Only.Text);
    }

    [Fact]
    public async Task What_a_worker_has_not_begun_with_when_its_claim_ends_is_the_next_ones()
    {
        using var peer = new FakeSmtpPeer();
        await using var server = await StartAsync(peer);
        server.Queue.RenewFailure = new StoreUnavailableException("no answer");
        var leapt = 0;
        server.Queue.OnSettle = () =>
        {
            // Between two messages, where nobody waits for an answer that would be too late then.
            if (Interlocked.Exchange(ref leapt, 1) == 0)
            {
                server.Clock.Advance(Lease);
            }
        };
        await server.Queue.AddAsync([Row(1, "a@one.example"), Row(2, "b@one.example"), Row(3, "c@one.example")], default);
        await server.Queue.WhenAsync(rows => rows.All(r => r.State == OutboundState.Sent));
        Assert.Single(peer.Commands, "RCPT TO:<b@one.example>");
        Assert.Single(peer.Commands, "RCPT TO:<c@one.example>");
    }

    [Theory]
    [InlineData("454 4.7.0 no TLS just now")]
    [InlineData("501 no")]
    [InlineData("220 and hangs up")]
    public async Task Mail_goes_in_the_clear_where_TLS_is_offered_and_does_not_work(string answer)
    {
        using var peer = new FakeSmtpPeer { Extensions = ["STARTTLS"], OnStartTls = answer };
        await using var server = await StartAsync(peer);
        await server.Queue.AddAsync([Row(1, "a@one.example")], default);
        await server.Queue.WhenAsync(rows => rows[0].Attempts == 1);
        Assert.Equal(OutboundState.Sent, server.Queue.Rows[0].State);
        Assert.Contains("STARTTLS", peer.Commands);
    }

    [Theory]
    [InlineData("454 4.7.0 no TLS just now")]
    [InlineData("501 no")]
    [InlineData("220 and hangs up")]
    public async Task Mail_waits_where_TLS_is_required_and_does_not_work(string answer)
    {
        using var peer = new FakeSmtpPeer { Extensions = ["STARTTLS"], OnStartTls = answer };
        await using var server = await SmtpTestServer.StartAsync(tls: true, sending: o =>
            o.SmartHost = new SmartHost("127.0.0.1", peer.Port) { Tls = OutboundTls.Required });
        await server.Queue.AddAsync([Row(1, "a@one.example")], default);
        await server.Queue.WhenAsync(rows => rows[0].Attempts == 1);
        Assert.Equal(OutboundState.Waiting, server.Queue.Rows[0].State);
        Assert.StartsWith("TLS with 127.0.0.1 failed", server.Queue.Rows[0].LastReply);
        Assert.Equal((1, 0), (peer.Connections, peer.Commands.Count(c => c.StartsWith("MAIL", StringComparison.Ordinal))));
    }

    /// <summary>Turns the clock to where the first row is due, and on until the rows are as wanted.</summary>
    private static async Task NextAttemptAsync(SmtpTestServer server, Func<IReadOnlyList<QueuedDelivery>, bool> wanted)
    {
        var (due, done) = (server.Queue.Rows[0].DueAt, server.Queue.WhenAsync(wanted));
        while (!done.IsCompleted)
        {
            // Beyond the due time one second for each wait that begins: a clock that runs away from the sockets would end the worker's lease.
            var armed = server.Clock.WhenNextArmed();
            server.Clock.Advance(due > server.Clock.GetUtcNow() ? due - server.Clock.GetUtcNow() : TimeSpan.FromSeconds(1));
            await Task.WhenAny(done, armed);
        }

        await done;
    }

    private static Task<SmtpTestServer> StartAsync(FakeSmtpPeer peer, FakeDns? dns = null) => SmtpTestServer.StartAsync(tls: true, sending: o =>
    {
        o.SmartHost = dns is null ? new SmartHost("127.0.0.1", peer.Port) : null;
        (o.RemotePort, o.AllowLoopback) = (peer.Port, true);
        // The clock leaps: no claim may end meanwhile.
        o.Lease = Lease;
    }, dns: dns);

    private static OutboundDelivery Row(int message, string recipient) => new(
        new IngestId(new Guid(message, 0, 0, new byte[8])),
        DateTimeOffset.UnixEpoch,
        new BlobRef(BlobKind.Segment, 1, message, 100),
        "ann@here.example",
        recipient,
        recipient.Split('@')[1],
        DateTimeOffset.MaxValue);
}
