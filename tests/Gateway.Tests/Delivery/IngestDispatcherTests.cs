using Mail.Domain.Blobs;
using Mail.Domain.Delivery;
using Mail.Domain.Identity;
using Mail.Gateway.Delivery;
using Mail.Gateway.Delivery.Outbound;
using Mail.Gateway.Tests.Fakes;
using Mail.Mime;
using Mail.Storage.Blobs;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Mail.Gateway.Tests.Delivery;

public sealed class IngestDispatcherTests
{
    private readonly FakeIngestLog _log = new();
    private readonly FakeMailboxes _mailboxes = new();
    private readonly ManualTime _clock;
    private readonly FakeOutboundQueue _queue;

    public IngestDispatcherTests() => _queue = new FakeOutboundQueue(_clock = new ManualTime());

    [Fact]
    public async Task Recipients_elsewhere_go_to_the_queue_once_and_the_others_to_their_mailboxes()
    {
        using var dispatcher = New();
        var message = Message(1, FakeDirectory.Ann) with { EnvelopeId = "Q1", Return = DsnReturn.Full };
        message = message with
        {
            Recipients =
            [
                .. message.Recipients,
                new IngestRecipient(default, "Far@Elsewhere.example") { Notify = DsnNotify.Success, OriginalRecipient = "rfc822;far" },
            ],
        };
        for (var i = 0; i < 2; i++)
        {
            Assert.True(await dispatcher.TryTakePlaceAsync());
            dispatcher.Dispatch(message, default);
            await _log.WhenAcknowledged(message.Id);
        }

        var row = Assert.Single(_queue.Rows).Delivery;
        Assert.Equal(
            (message.Id, message.Blob, "a@b.example", "Far@Elsewhere.example", "elsewhere.example", "Q1", DsnReturn.Full, DsnNotify.Success, "rfc822;far"),
            (row.Ingest, row.Blob, row.MailFrom, row.Recipient, row.Domain, row.EnvelopeId, row.Return, row.Notify, row.OriginalRecipient));
        Assert.Equal(message.AcceptedAt + TimeSpan.FromDays(5), row.ExpiresAt);
        Assert.All(_mailboxes.Attempts, a => Assert.Equal(FakeDirectory.Ann, a.Account));
    }

    [Fact]
    public async Task All_recipients_get_it_and_then_the_log_hears_of_it()
    {
        using var dispatcher = New();
        var message = Message(1, FakeDirectory.Ann, FakeDirectory.Bob);
        Assert.True(await dispatcher.TryTakePlaceAsync());
        dispatcher.Dispatch(message, new byte[] { 7 });
        await _log.WhenAcknowledged(message.Id);
        Assert.Equal([FakeDirectory.Ann, FakeDirectory.Bob], _mailboxes.Attempts.Select(a => a.Account).Order());
        Assert.All(_mailboxes.Attempts, a => Assert.Equal((message.Id, message.Blob, false, 7), (a.Ingest, a.Blob, a.Redelivery, a.Summary.Span[0])));
    }

    [Fact]
    public async Task A_failure_is_repeated_as_a_redelivery_until_it_works()
    {
        using var dispatcher = New();
        _mailboxes.FailNext = 12;
        var message = Message(1, FakeDirectory.Ann);
        Assert.True(await dispatcher.TryTakePlaceAsync());
        dispatcher.Dispatch(message, default);
        var done = _log.WhenAcknowledged(message.Id);
        while (!done.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }

        await done;
        Assert.Equal([false, .. Enumerable.Repeat(true, 12)], _mailboxes.Attempts.Select(a => a.Redelivery));
    }

    [Fact]
    public async Task Only_the_recipient_that_failed_is_tried_again()
    {
        using var dispatcher = New();
        _mailboxes.FailNext = 1;
        var message = Message(1, FakeDirectory.Ann, FakeDirectory.Bob);
        Assert.True(await dispatcher.TryTakePlaceAsync());
        dispatcher.Dispatch(message, default);
        var done = _log.WhenAcknowledged(message.Id);
        while (!done.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }

        Assert.Equal(3, _mailboxes.Attempts.Count);
        Assert.Single(_mailboxes.Attempts, a => a.Redelivery);
    }

    [Fact]
    public async Task What_an_earlier_run_owed_is_delivered_at_start_with_its_summary()
    {
        _log.Pending.Add(Message(1, FakeDirectory.Ann));
        _log.Pending.Add(Message(2, FakeDirectory.Bob));
        using var dispatcher = New();
        await dispatcher.StartAsync(CancellationToken.None);
        await _log.WhenAcknowledged(_log.Pending[0].Id);
        await _log.WhenAcknowledged(_log.Pending[1].Id);
        Assert.All(_mailboxes.Attempts, a => Assert.True(a.Redelivery));
        Assert.Equal("kept", MessageSummary.Read(_mailboxes.Attempts[0].Summary.Span).Subject);
        await dispatcher.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task What_an_earlier_run_owed_is_begun_once_however_often_the_log_has_to_be_read()
    {
        _log.Pending.AddRange([Message(1, FakeDirectory.Ann), Message(2, FakeDirectory.Bob)]);
        _log.FailReads = 3;
        var gate = new TaskCompletionSource();
        _mailboxes.Gate = gate.Task;
        using var dispatcher = New();
        await dispatcher.StartAsync(CancellationToken.None);
        while (_mailboxes.Attempts.Count < 2)
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }

        gate.SetResult();
        await dispatcher.StopAsync(CancellationToken.None);
        Assert.Equal([_log.Pending[0].Id, _log.Pending[1].Id], _mailboxes.Attempts.Select(a => a.Ingest));
    }

    [Fact]
    public async Task Stopping_waits_for_what_is_on_its_way()
    {
        var gate = new TaskCompletionSource();
        _mailboxes.Gate = gate.Task;
        using var dispatcher = New();
        await dispatcher.StartAsync(CancellationToken.None);
        var message = Message(1, FakeDirectory.Ann);
        Assert.True(await dispatcher.TryTakePlaceAsync());
        dispatcher.Dispatch(message, default);
        var stopped = dispatcher.StopAsync(CancellationToken.None);
        Assert.False(stopped.IsCompleted);
        gate.SetResult();
        await stopped.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.True(_log.IsAcknowledged(message.Id));
    }

    [Fact]
    public async Task What_cannot_be_delivered_before_the_stop_is_left_to_the_log()
    {
        _mailboxes.FailNext = int.MaxValue;
        using var dispatcher = New();
        await dispatcher.StartAsync(CancellationToken.None);
        var message = Message(1, FakeDirectory.Ann);
        Assert.True(await dispatcher.TryTakePlaceAsync());
        dispatcher.Dispatch(message, default);
        using var impatient = new CancellationTokenSource();
        await impatient.CancelAsync();
        await dispatcher.StopAsync(impatient.Token).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.False(_log.IsAcknowledged(message.Id));
    }

    [Fact]
    public async Task A_place_given_back_is_free_again()
    {
        using var dispatcher = New(most: 1);
        Assert.True(await dispatcher.TryTakePlaceAsync());
        dispatcher.GiveBack();
        Assert.True(await dispatcher.TryTakePlaceAsync());
        Assert.Equal(1, dispatcher.Outstanding);
    }

    private static PendingIngest Message(int number, params AccountId[] accounts) => new(
        new IngestId(new Guid(number, 0, 0, new byte[8])), DateTimeOffset.UnixEpoch, "a@b.example",
        [.. accounts.Select((a, i) => new IngestRecipient(a, $"r{i}@here.example"))], null, new BlobRef(BlobKind.Segment, 1, number, 100));

    private IngestDispatcher New(int most = 100) => new(
        _log, _log, _mailboxes, _queue, new MimeSummarizer(), Options.Create(new DeliveryOptions { MaxOutstanding = most }), Options.Create(new OutboundOptions()),
        new DeliveryMetrics(), _clock, NullLogger<IngestDispatcher>.Instance);
}
