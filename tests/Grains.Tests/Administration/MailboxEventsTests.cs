using Mail.Contracts.Errors;
using Mail.Contracts.Mailboxes;
using Mail.Domain.Identity;
using Mail.Domain.Mailboxes;

namespace Grains.Tests.Administration;

public sealed class MailboxEventsTests
{
    [Fact]
    public async Task A_listener_hears_what_it_missed_and_is_refused_what_never_was()
    {
        await using var silo = await TestSilo.StartAsync();
        var account = Guid.CreateVersion7();
        var mailbox = silo.Grains.GetGrain<IMailboxGrain>(account);
        await mailbox.CreateAsync(new CreateMailbox(TenantId.Parse("acme"), EmailAddress.Parse("a@acme.test"), MailQuota.Unlimited));
        var listener = silo.Grains.CreateObjectReference<IMailboxObserver>(new Deaf());
        var events = silo.Grains.GetGrain<IMailboxEventsGrain>(account);

        var begin = await events.AttachAsync(listener, null);
        Assert.Empty(begin.Changes);
        await mailbox.SetSubscribedAsync(FolderName.Parse("Elsewhere"), true);
        await mailbox.CreateFolderAsync(FolderName.Parse("Work"), SpecialUse.None);

        var missed = await events.AttachAsync(listener, begin.ModSeq);
        Assert.Equal(begin.ModSeq + 2, missed.ModSeq);
        Assert.Equal(missed.ModSeq, missed.Changes[^1].ModSeq);
        Assert.True(missed.Changes[^1].FolderListChanged);
        var refusal = await Assert.ThrowsAsync<MailException>(() => events.AttachAsync(listener, missed.ModSeq + 1));
        Assert.Equal(MailErrorCode.InvalidArgument, refusal.Code);

        // While somebody listens, commits write what the stream carries.
        var rows = await silo.Storage.Outbox.ReadAsync("notify", 0, 10, CancellationToken.None);
        Assert.All(rows, r => Assert.Equal(account.ToString("N"), r.Event.Key));
        Assert.Equal([begin.ModSeq + 1, begin.ModSeq + 2], rows.Select(r => ChangeNotice.TryDecode(r.Event.Payload.Span, out var notice) ? notice.ModSeq : 0));
    }

    [Fact]
    public async Task There_is_nothing_to_hear_of_a_mailbox_that_is_not_there()
    {
        await using var silo = await TestSilo.StartAsync();
        var listener = silo.Grains.CreateObjectReference<IMailboxObserver>(new Deaf());
        var refusal = await Assert.ThrowsAsync<MailException>(() => silo.Grains.GetGrain<IMailboxEventsGrain>(Guid.CreateVersion7()).AttachAsync(listener, null));
        Assert.Equal(MailErrorCode.NotFound, refusal.Code);
    }

    private sealed class Deaf : IMailboxObserver
    {
        public void Changed(MailboxChanged change)
        {
            // The stream is not part of this silo.
        }
    }
}
