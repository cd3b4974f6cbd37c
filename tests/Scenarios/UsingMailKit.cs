using MailKit;
using MailKit.Net.Smtp;
using MailKit.Search;
using MailKit.Security;
using MimeKit;
using Scenarios.Harness;

namespace Scenarios;

/// <summary>A client that others wrote gets on with the server.</summary>
public sealed class UsingMailKit : IAsyncLifetime
{
    private TestServer _server = null!;

    public async Task InitializeAsync() => _server = await TestServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("SCRAM-SHA-256", false)]
    [InlineData("PLAIN", false)]
    [InlineData("LOGIN", true)]
    [InlineData("PLAIN", true)]
    public async Task Mail_that_is_submitted_arrives_as_it_was(string mechanism, bool implicitTls)
    {
        var sent = MailKitClients.Message("Submitted");
        using (var smtp = await _server.OpenSmtpAsync(mechanism, implicitTls))
        {
            Assert.True(smtp.Capabilities.HasFlag(SmtpCapabilities.Chunking | SmtpCapabilities.Dsn | SmtpCapabilities.Pipelining | SmtpCapabilities.EnhancedStatusCodes | SmtpCapabilities.UTF8));
            Assert.StartsWith("2.", await smtp.SendAsync(sent), StringComparison.Ordinal);
            await smtp.DisconnectAsync(quit: true);
        }

        await _server.WaitForMailAsync(TestServer.Bob, 1);
        using var imap = await _server.OpenImapAsync(TestServer.Bob, mechanism);
        await imap.Inbox!.OpenAsync(FolderAccess.ReadOnly);
        var came = await imap.Inbox.GetMessageAsync(0);
        Assert.Equal(("Submitted", "Gr\u00fc\u00dfe", "\u20ac.bin"), (came.Subject, came.TextBody?.Trim(), came.Attachments.OfType<MimePart>().Single().FileName));
        Assert.Equal(sent.MessageId, came.MessageId);
    }

    [Fact]
    public async Task An_unknown_user_and_an_unknown_recipient_are_refused_in_its_terms()
    {
        await Assert.ThrowsAsync<AuthenticationException>(() => _server.OpenImapAsync("nobody@demo.test"));
        using var smtp = await _server.OpenSmtpAsync("PLAIN");
        var message = MailKitClients.Message("x");
        message.To.Add(new MailboxAddress("", "nobody@demo.test"));
        var refused = await Assert.ThrowsAsync<SmtpCommandException>(() => smtp.SendAsync(message));
        Assert.Equal(("nobody@demo.test", SmtpErrorCode.RecipientNotAccepted), (refused.Mailbox?.Address, refused.ErrorCode));
    }

    [Fact]
    public async Task Envelope_and_structure_are_those_of_the_message()
    {
        using var imap = await _server.OpenImapAsync();
        var message = MailKitClients.Message("Struct\u00fcre");
        var inbox = imap.Inbox!;
        var uid = await inbox.AppendAsync(message, MessageFlags.Seen | MessageFlags.Draft, DateTimeOffset.UnixEpoch.AddDays(20_000));
        await inbox.OpenAsync(FolderAccess.ReadWrite);
        var item = (await inbox.FetchAsync([uid!.Value], MessageSummaryItems.Envelope | MessageSummaryItems.BodyStructure | MessageSummaryItems.Flags
            | MessageSummaryItems.InternalDate | MessageSummaryItems.Size | MessageSummaryItems.References)).Single();
        Assert.Equal(("Struct\u00fcre", "Al\u00efce", message.MessageId, message.Date), (item.Envelope!.Subject, item.Envelope.From[0].Name, item.Envelope.MessageId, item.Envelope.Date));
        Assert.Equal((MessageFlags.Seen | MessageFlags.Draft, DateTimeOffset.UnixEpoch.AddDays(20_000)), (item.Flags!.Value & ~MessageFlags.Recent, item.InternalDate));
        Assert.Equal("mixed(alternative(plain,html),octet-stream,rfc822(plain))", Shape(item.Body!));
        Assert.Equal("Gr\u00fc\u00dfe", ((TextPart)await inbox.GetBodyPartAsync(uid.Value, item.TextBody!)).Text.Trim());
        var attached = (MimePart)await inbox.GetBodyPartAsync(uid.Value, item.Attachments.OfType<BodyPartBasic>().First());
        using var octets = new MemoryStream();
        await attached.Content!.DecodeToAsync(octets);
        Assert.Equal([0, 1, 2, 255], octets.ToArray());
        var inner = ((BodyPartMultipart)item.Body!).BodyParts.OfType<BodyPartMessage>().Single();
        Assert.Equal("inside", inner.Envelope!.Subject);
        Assert.Equal("inner text", ((MessagePart)await inbox.GetBodyPartAsync(uid.Value, inner)).Message?.TextBody?.Trim());
    }

    [Fact]
    public async Task Folders_flags_moves_and_searches_are_what_it_thinks()
    {
        using var imap = await _server.OpenImapAsync();
        var names = (await imap.GetFoldersAsync(imap.PersonalNamespaces[0])).Select(f => f.FullName).ToList();
        Assert.Contains("INBOX", names);
        Assert.Equal("Trash", imap.GetFolder(SpecialFolder.Trash)?.FullName);
        var work = (await imap.GetFolder(imap.PersonalNamespaces[0]).CreateAsync("W\u00f6rk & more", isMessageFolder: true))!;
        var inbox = imap.Inbox!;
        var first = await inbox.AppendAsync(MailKitClients.Message("first"));
        var second = await inbox.AppendAsync(MailKitClients.Message("second Gr\u00fc\u00dfe"));
        await inbox.OpenAsync(FolderAccess.ReadWrite);
        await inbox.StoreAsync(first!.Value, new StoreFlagsRequest(StoreAction.Add, MessageFlags.Flagged, ["$Work"]) { Silent = true });
        Assert.Equal([first.Value], await inbox.SearchAsync(SearchQuery.Flagged.And(SearchQuery.HasKeyword("$Work"))));
        Assert.Equal([second!.Value], await inbox.SearchAsync(SearchQuery.SubjectContains("Gr\u00fc\u00dfe").And(SearchQuery.Not(SearchQuery.Flagged))));
        Assert.Equal(2, (await inbox.SearchAsync(SearchQuery.BodyContains("inner text"))).Count);
        var moved = await inbox.MoveToAsync(first.Value, work);
        await work.OpenAsync(FolderAccess.ReadWrite);
        Assert.Equal([moved!.Value], await work.SearchAsync(SearchQuery.Flagged));
        await work.StoreAsync(moved.Value, new StoreFlagsRequest(StoreAction.Add, MessageFlags.Deleted) { Silent = true });
        await work.ExpungeAsync();
        Assert.Equal(0, work.Count);
        await inbox.StatusAsync(StatusItems.Count | StatusItems.Unread | StatusItems.UidNext);
        Assert.Equal((1, 1), (inbox.Count, inbox.Unread));
    }

    [Fact]
    public async Task Idle_tells_of_new_mail()
    {
        using var imap = await _server.OpenImapAsync(TestServer.Bob);
        await imap.Inbox!.OpenAsync(FolderAccess.ReadOnly);
        using var done = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        imap.Inbox.CountChanged += (_, _) => done.Cancel();
        var idle = imap.IdleAsync(done.Token);
        await _server.SendAsync("From: s@elsewhere.test\r\nSubject: Hello\r\n\r\nbody\r\n", TestServer.Bob);
        await idle;
        Assert.Equal(1, imap.Inbox.Count);
    }

    private static string Shape(BodyPart part) => part switch
    {
        BodyPartMultipart many => $"{many.ContentType.MediaSubtype}({string.Join(',', many.BodyParts.Select(Shape))})",
        BodyPartMessage { Body: { } body } message => $"{message.ContentType.MediaSubtype}({Shape(body)})",
        _ => part.ContentType.MediaSubtype,
    };
}
