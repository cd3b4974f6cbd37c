using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Mail.Contracts.Directory;
using Mail.Contracts.Mailboxes;
using Mail.Domain.Blobs;
using Mail.Domain.Identity;
using Mail.Domain.Mailboxes;

namespace OrleansFigures;

/// <summary>What mail costs: commits of mailboxes through their grains, and what one message from outside calls and allocates.</summary>
internal static class MailFigures
{
    private const string Generator = "/usr/sbin/smtp-source";
    private const int Sessions = 20;

    public static async Task<int> RunAsync(Subject subject, string store, TimeSpan time)
    {
        var accounts = await AccountsAsync(subject);
        var mailboxes = accounts.Select(a => subject.Grains.GetGrain<IMailboxGrain>(a.Value)).ToArray();
        var wrong = await Figure.MeasureAsync($"mailbox commit through grains, {Subject.Users} mailboxes", Subject.Users, time, async (caller, _) =>
            (await mailboxes[caller].AppendAsync(Message(store))).Uid > 0);
        wrong += await NoticesAsync(subject, store, accounts[1], mailboxes[1], time);
        return wrong + await InboundAsync(subject, subject.Grains.GetGrain<IMailboxGrain>((await AccountAsync(subject, "bob")).Value), Math.Max(200, (int)(1000 * time.TotalSeconds)));
    }

    private static async Task<ImmutableArray<AccountId>> AccountsAsync(Subject subject)
    {
        var found = await Task.WhenAll(Enumerable.Range(0, Subject.Users).Select(i => AccountAsync(subject, string.Create(CultureInfo.InvariantCulture, $"user{i}"))));
        return [.. found];
    }

    private static async Task<AccountId> AccountAsync(Subject subject, string user) =>
        (await subject.Grains.GetGrain<IDirectoryGrain>("demo.test").ResolveAsync(user)).Accounts.Single();

    private static AppendMessage Message(string store) => new(
        FolderName.Inbox, new BlobRef(store == "sqlite" ? BlobKind.Segment : BlobKind.Landing, 1, 0, 4096), new byte[300], MessageFlags.Seen, [], null);

    /// <summary>A change and its way through the outbox, the stream and the consumer to who listens.</summary>
    private static async Task<int> NoticesAsync(Subject subject, string store, AccountId account, IMailboxGrain mailbox, TimeSpan time)
    {
        var listener = new Listener();
        var observer = subject.Grains.CreateObjectReference<IMailboxObserver>(listener);
        var events = subject.Grains.GetGrain<IMailboxEventsGrain>(account.Value);
        await events.AttachAsync(observer, after: null);
        var wrong = await Figure.MeasureAsync("change of a mailbox until its notice is heard", 1, time, async (_, _) =>
        {
            var heard = listener.NextAsync();
            await mailbox.AppendAsync(Message(store));
            return await heard;
        });
        await events.DetachAsync(observer);
        subject.Grains.DeleteObjectReference<IMailboxObserver>(observer);
        return wrong;
    }

    /// <summary>The generator is a process of its own, so what is allocated here is the server's.</summary>
    private static async Task<int> InboundAsync(Subject subject, IMailboxGrain mailbox, int messages)
    {
        await SendAsync(subject, mailbox, messages);
        GC.Collect();
        var (octets, cpu) = (GC.GetTotalAllocatedBytes(), Process.GetCurrentProcess().TotalProcessorTime);
        await SendAsync(subject, mailbox, messages);
        octets = GC.GetTotalAllocatedBytes() - octets;
        cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        using var calls = new CallCounter();
        await SendAsync(subject, mailbox, messages);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"inbound message, 4 KiB, to one mailbox: {calls.Count / (double)messages:N2} grain calls, {octets / messages:N0} B, CPU {cpu.TotalMicroseconds / messages:N0} µs"));
        return calls.Count > 0 ? 0 : 1;
    }

    private static async Task SendAsync(Subject subject, IMailboxGrain mailbox, int messages)
    {
        var wanted = (await mailbox.GetUsageAsync()).UsedMessages + messages;
        using var source = Process.Start(
            Generator, ["-d", "-l", "4096", "-s", $"{Sessions}", "-m", $"{messages}", "-f", "sender@load.test", "-t", "bob@demo.test", $"127.0.0.1:{subject.SmtpPort}"]);
        await source.WaitForExitAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await mailbox.GetUsageAsync()).UsedMessages < wanted)
        {
            await Task.Delay(20, patience.Token);
        }
    }
}
