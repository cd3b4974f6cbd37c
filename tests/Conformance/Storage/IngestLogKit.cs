using System.Buffers;
using Mail.Domain.Delivery;
using Mail.Domain.Identity;
using Mail.Storage.Blobs;

namespace Mail.Conformance.Storage;

/// <summary>What every <see cref="IIngestLog"/> must do.</summary>
public abstract class IngestLogKit : StoreKit
{
    [Fact]
    public async Task An_appended_record_is_the_blob()
    {
        var record = Records.Accepted(Records.Bytes(5_000));
        var blob = await Stores.Ingest.AppendAsync(record, None);

        Assert.Equal(5_000, blob.Length);
        Assert.Equal(record.Message.ToArray(), await Records.ReadAsync(Stores.Blobs, blob));
    }

    [Fact]
    public async Task Pending_records_come_back_after_a_restart_oldest_first_with_their_envelope()
    {
        var records = Enumerable.Range(0, 50).Select(i => Records.Accepted(Records.Bytes(100 * i), recipients: 1 + (i % 3))).ToList();
        var blobs = new List<Domain.Blobs.BlobRef>();
        foreach (var record in records)
        {
            blobs.Add(await Stores.Ingest.AppendAsync(record, None));
        }

        await ReopenAsync();

        var pending = await Records.PendingAsync(Stores.Ingest);
        Assert.Equal(records.Select(r => r.Id), pending.Select(p => p.Id));
        for (var i = 0; i < records.Count; i++)
        {
            Records.Same(records[i], pending[i]);
            Assert.Equal(blobs[i], pending[i].Blob);
            Assert.Equal(records[i].Message.ToArray(), await Records.ReadAsync(Stores.Blobs, pending[i].Blob));
        }
    }

    [Fact]
    public async Task Odd_envelopes_are_kept_exactly()
    {
        IngestRecord[] odd =
        [
            Records.Accepted([]) with { MailFrom = "", TraceId = null },
            Records.Accepted(Records.Bytes(1)) with { MailFrom = "jürgen@bücher.example", TraceId = new string('f', 32) },
            Records.Accepted(Records.Bytes(9), recipients: 100),
            Records.Accepted(Records.Bytes(9)) with { EnvelopeId = "QQ314159", Return = DsnReturn.Headers },
            Records.Accepted(Records.Bytes(9)) with
            {
                Recipients =
                [
                    new IngestRecipient(default, "far@example.org") { Notify = DsnNotify.Success | DsnNotify.Delay, OriginalRecipient = "rfc822;Far@example.org" },
                    new IngestRecipient(new AccountId(Guid.CreateVersion7()), "near@acme.test") { Notify = DsnNotify.Never },
                    new IngestRecipient(new AccountId(Guid.CreateVersion7()), "plain@acme.test"),
                ],
            },
        ];
        foreach (var record in odd)
        {
            await Stores.Ingest.AppendAsync(record, None);
        }

        await ReopenAsync();
        var pending = await Records.PendingAsync(Stores.Ingest);
        Assert.Equal(odd.Length, pending.Count);
        for (var i = 0; i < odd.Length; i++)
        {
            Records.Same(odd[i], pending[i]);
        }
    }

    [Fact]
    public async Task Acknowledged_records_do_not_come_back_after_an_orderly_restart()
    {
        var records = Enumerable.Range(0, 20).Select(_ => Records.Accepted(Records.Bytes(300))).ToList();
        foreach (var record in records)
        {
            await Stores.Ingest.AppendAsync(record, None);
        }

        foreach (var record in records.Where((_, i) => i % 5 != 0))
        {
            Stores.Ingest.Acknowledge(record.Id);
        }

        Stores.Ingest.Acknowledge(new IngestId(Guid.CreateVersion7()));
        Stores.Ingest.Acknowledge(records[1].Id);
        await ReopenAsync();
        Assert.Equal(records.Where((_, i) => i % 5 == 0).Select(r => r.Id), (await Records.PendingAsync(Stores.Ingest)).Select(p => p.Id));

        foreach (var record in records)
        {
            Stores.Ingest.Acknowledge(record.Id);
        }

        await ReopenAsync();
        Assert.Empty(await Records.PendingAsync(Stores.Ingest));
    }

    [Fact]
    public async Task A_record_of_this_run_is_not_pending_from_an_earlier_one()
    {
        await Stores.Ingest.AppendAsync(Records.Accepted(Records.Bytes(10)), None);
        Assert.Empty(await Records.PendingAsync(Stores.Ingest));
    }

    [Fact]
    public async Task Many_producers_each_get_their_own_place()
    {
        var records = Enumerable.Range(0, 400).Select(i => Records.Accepted(Records.Bytes(i * 37 % 9_000))).ToList();
        var blobs = await Task.WhenAll(records.Select(r => Stores.Ingest.AppendAsync(r, None).AsTask()));

        Assert.Equal(blobs.Length, blobs.Distinct().Count());
        for (var i = 0; i < blobs.Length; i++)
        {
            Assert.Equal(records[i].Message.ToArray(), await Records.ReadAsync(Stores.Blobs, blobs[i]));
        }

        await ReopenAsync();
        Assert.Equal(records.Select(r => r.Id).Order(), (await Records.PendingAsync(Stores.Ingest)).Select(p => p.Id).Order());
    }

    [Fact]
    public async Task A_large_message_in_many_pieces_is_kept()
    {
        var bytes = Records.Bytes(20 << 20);
        var record = Records.Accepted([]) with { Message = Records.InPieces(bytes, 60_000) };
        var blob = await Stores.Ingest.AppendAsync(record, None);
        await ReopenAsync();

        Assert.Equal(bytes, await Records.ReadAsync(Stores.Blobs, blob));
        Records.Same(record, Assert.Single(await Records.PendingAsync(Stores.Ingest)));
    }

    [Fact]
    public async Task A_message_that_owes_nothing_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Stores.Ingest.AppendAsync(Records.Accepted([], recipients: 0), None).AsTask());

    [Fact]
    public async Task Every_store_passes_its_health_check()
    {
        Assert.NotEmpty(Stores.Health);
        foreach (var store in Stores.Health)
        {
            Assert.NotEmpty(store.Name);
            await store.CheckAsync(None);
        }
    }
}
