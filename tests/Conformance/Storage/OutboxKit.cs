using System.Collections.Immutable;
using Mail.Storage.Queue;

namespace Mail.Conformance.Storage;

/// <summary>What every <see cref="IOutbox"/> must do.</summary>
public abstract class OutboxKit : StoreKit
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private IOutbox Outbox => Stores.Outbox;

    [Fact]
    public async Task Rows_stay_until_acknowledged_in_the_order_of_their_commits()
    {
        await AddAsync("s", "a", "b");
        await AddAsync("other", "x");
        await AddAsync("s", "c");
        await ReopenAsync();

        var rows = await Outbox.ReadAsync("s", 0, 10, None);
        Assert.Equal(["a", "b", "c"], rows.Select(r => r.Event.Key));
        Assert.All(rows, r => Assert.Equal(("s", r.Event.Key), (r.Event.Stream, System.Text.Encoding.UTF8.GetString(r.Event.Payload.Span))));
        Assert.Equal(rows.Select(r => r.Id).Order(), rows.Select(r => r.Id));
        Assert.Equal(["b"], (await Outbox.ReadAsync("s", rows[0].Id, 1, None)).Select(r => r.Event.Key));

        await Outbox.AcknowledgeAsync("s", [rows[0].Id, rows[2].Id, 999_999], None);
        await Outbox.AcknowledgeAsync("s", [], None);
        Assert.Equal(["b"], (await Outbox.ReadAsync("s", 0, 10, None)).Select(r => r.Event.Key));
    }

    [Fact]
    public async Task Each_key_has_one_queue_and_a_page_says_how_far_the_queue_went()
    {
        string[] keys = [.. Enumerable.Range(0, 40).Select(i => $"key-{i}")];
        await AddAsync("s", keys);
        await AddAsync("s", keys);
        var all = new List<string>();
        for (var partition = 0; partition < OutboxEvent.Partitions; partition++)
        {
            var page = await Outbox.ReadQueueAsync("s", partition, 0, 100, None);
            Assert.All(page.Rows, r => Assert.Equal(partition, r.Event.Partition));
            Assert.Equal(page.Rows.Select(r => r.Id).Order(), page.Rows.Select(r => r.Id));
            Assert.Equal(page.Rows[^1].Id, page.Newest);
            var rest = await Outbox.ReadQueueAsync("s", partition, page.Rows[0].Id, 1, None);
            Assert.Equal((page.Rows[1].Id, page.Newest), (Assert.Single(rest.Rows).Id, rest.Newest));
            all.AddRange(page.Rows.Select(r => r.Event.Key));
        }

        Assert.Equal(keys.Concat(keys).Order(), all.Order());
        Assert.Equal(0, (await Outbox.ReadQueueAsync("none", 0, 0, 100, None)).Newest);
    }

    [Fact]
    public async Task A_replayed_dead_letter_is_in_its_keys_queue()
    {
        var key = Enumerable.Range(0, 100).Select(i => $"k{i}").First(k => OutboxEvent.PartitionOf(k) == 3);
        await AddAsync("s", key);
        var id = (await Outbox.ReadAsync("s", 0, 10, None))[0].Id;
        await Outbox.DeadLetterAsync("s", id, "e", None);
        await Outbox.ReplayAsync("s", id, None);
        Assert.Single((await Outbox.ReadQueueAsync("s", 3, 0, 10, None)).Rows);
    }

    [Fact]
    public async Task An_acknowledgement_counts_for_its_stream_alone()
    {
        await AddAsync("s", "a");
        var id = (await Outbox.ReadAsync("s", 0, 10, None))[0].Id;
        await Outbox.AcknowledgeAsync("other", [id], None);
        Assert.Single(await Outbox.ReadAsync("s", 0, 10, None));
    }

    [Fact]
    public async Task An_id_is_never_used_again()
    {
        await AddAsync("s", "a");
        var first = (await Outbox.ReadAsync("s", 0, 10, None))[0].Id;
        await Outbox.AcknowledgeAsync("s", [first], None);
        await ReopenAsync();
        await AddAsync("s", "b");
        Assert.True((await Outbox.ReadAsync("s", 0, 10, None))[0].Id > first);
    }

    [Fact]
    public async Task A_reader_that_waits_is_woken_by_an_addition()
    {
        var waiting = Outbox.WaitAsync("s", OutboxEvent.PartitionOf("a"), None).AsTask();
        await AddAsync("s", "a");
        await waiting.WaitAsync(Patience);
    }

    [Fact]
    public async Task An_addition_between_looking_and_waiting_is_not_slept_over()
    {
        Assert.Empty(await Outbox.ReadAsync("s", 0, 10, None));
        await AddAsync("s", "a");
        await Outbox.WaitAsync("s", OutboxEvent.PartitionOf("a"), None).AsTask().WaitAsync(Patience);
        Assert.Single(await Outbox.ReadAsync("s", 0, 10, None));
    }

    [Fact]
    public async Task A_cancelled_wait_ends()
    {
        using var cancel = new CancellationTokenSource();
        var waiting = Outbox.WaitAsync("s", 0, cancel.Token).AsTask();
        await cancel.CancelAsync();
        Assert.True(await Record.ExceptionAsync(() => waiting.WaitAsync(Patience)) is null or OperationCanceledException);
    }

    [Fact]
    public async Task A_dead_letter_leaves_the_stream_with_its_error()
    {
        await AddAsync("s", "a", "b");
        var row = (await Outbox.ReadAsync("s", 0, 10, None))[0];
        await Outbox.DeadLetterAsync("other", row.Id, "wrong stream", None);
        await Outbox.DeadLetterAsync("s", row.Id, "no such host", None);
        await Outbox.DeadLetterAsync("s", row.Id, "again", None);

        Assert.Equal(["b"], (await Outbox.ReadAsync("s", 0, 10, None)).Select(r => r.Event.Key));
        var letter = Assert.Single(await Outbox.ReadDeadLettersAsync("s", 0, 10, None));
        Assert.Equal((row.Id, "a", "no such host"), (letter.Id, letter.Event.Key, letter.Error));
        Assert.Equal(row.Event.Payload.ToArray(), letter.Event.Payload.ToArray());
        Assert.InRange(letter.At, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(5));
        Assert.Empty(await Outbox.ReadDeadLettersAsync("s", letter.Id, 10, None));
        Assert.Empty(await Outbox.ReadDeadLettersAsync("other", 0, 10, None));
    }

    [Fact]
    public async Task A_replayed_dead_letter_goes_to_the_end_of_its_stream()
    {
        await AddAsync("s", "a", "b");
        var id = (await Outbox.ReadAsync("s", 0, 10, None))[0].Id;
        await Outbox.DeadLetterAsync("s", id, "e", None);

        Assert.False(await Outbox.ReplayAsync("other", id, None));
        Assert.True(await Outbox.ReplayAsync("s", id, None));
        Assert.False(await Outbox.ReplayAsync("s", id, None));
        Assert.Equal(["b", "a"], (await Outbox.ReadAsync("s", 0, 10, None)).Select(r => r.Event.Key));
        Assert.Empty(await Outbox.ReadDeadLettersAsync("s", 0, 10, None));
    }

    [Fact]
    public async Task Depths_count_what_waits_and_what_is_dead()
    {
        Assert.Empty(await Outbox.ReadDepthsAsync(None));
        await AddAsync("s", "a", "b", "c");
        await AddAsync("other", "x");
        await Outbox.DeadLetterAsync("s", (await Outbox.ReadAsync("s", 0, 10, None))[0].Id, "e", None);
        await Outbox.DeadLetterAsync("other", (await Outbox.ReadAsync("other", 0, 10, None))[0].Id, "e", None);

        Assert.Equal([new StreamDepth("other", 0, 1), new StreamDepth("s", 2, 1)], (await Outbox.ReadDepthsAsync(None)).AsEnumerable());
    }

    [Fact]
    public async Task A_dropped_dead_letter_is_forgotten()
    {
        await AddAsync("s", "a");
        var id = (await Outbox.ReadAsync("s", 0, 10, None))[0].Id;
        await Outbox.DeadLetterAsync("s", id, "e", None);

        Assert.True(await Outbox.DropAsync("s", id, None));
        Assert.False(await Outbox.DropAsync("s", id, None));
        Assert.Empty(await Outbox.ReadDeadLettersAsync("s", 0, 10, None));
        Assert.Empty(await Outbox.ReadAsync("s", 0, 10, None));
    }

    [Fact]
    public async Task A_payload_has_64_KiB_at_most()
    {
        await Outbox.AddAsync([new OutboxEvent("s", "k", new byte[65_536])], None);
        await Assert.ThrowsAsync<ArgumentException>(() => Outbox.AddAsync([new OutboxEvent("s", "k", new byte[65_537])], None).AsTask());
        Assert.Single(await Outbox.ReadAsync("s", 0, 10, None));
    }

    private ValueTask AddAsync(string stream, params string[] keys) =>
        Outbox.AddAsync([.. keys.Select(k => new OutboxEvent(stream, k, System.Text.Encoding.UTF8.GetBytes(k)))], None);
}
