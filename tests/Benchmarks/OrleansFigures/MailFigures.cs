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
        var summary = new byte[300];
        var wrong = await Figure.MeasureAsync($"mailbox commit through grains, {Subject.Users} mailboxes", Subject.Users, time, async (caller, _) =>
        {
            var blob = new BlobRef(store == "sqlite" ? BlobKind.Segment : BlobKind.Landing, 1, 0, 4096);
            return (await mailboxes[caller].AppendAsync(new AppendMessage(FolderName.Inbox, blob, summary, MessageFlags.Seen, [], null))).Uid > 0;
        });
        return wrong + await InboundAsync(subject, mailboxes[0], Math.Max(200, (int)(1000 * time.TotalSeconds)));
    }

    private static async Task<ImmutableArray<AccountId>> AccountsAsync(Subject subject)
    {
        var directory = subject.Grains.GetGrain<IDirectoryGrain>("demo.test");
        var found = await Task.WhenAll(Enumerable.Range(0, Subject.Users).Select(i => directory.ResolveAsync(string.Create(CultureInfo.InvariantCulture, $"user{i}"))));
        return [.. found.Select(r => r.Accounts.Single())];
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
            Generator, ["-d", "-l", "4096", "-s", $"{Sessions}", "-m", $"{messages}", "-f", "sender@load.test", "-t", "user0@demo.test", $"127.0.0.1:{subject.SmtpPort}"]);
        await source.WaitForExitAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await mailbox.GetUsageAsync()).UsedMessages < wanted)
        {
            await Task.Delay(20, patience.Token);
        }
    }
}
