using System.Buffers;
using Mail.Storage.Blobs;

namespace Mail.Conformance.Storage;

/// <summary>What every <see cref="IBlobStore"/> must do.</summary>
public abstract class BlobStoreKit : StoreKit
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4_096)]
    [InlineData(300_001)]
    public async Task A_written_message_survives_a_restart(int length)
    {
        var bytes = Records.Bytes(length);
        var blob = await Stores.Blobs.WriteAsync(Records.InPieces(bytes, 1_000), None);
        Assert.Equal(length, blob.Length);
        await ReopenAsync();

        Assert.Equal(bytes, await Records.ReadAsync(Stores.Blobs, blob));
    }

    [Fact]
    public async Task A_written_message_owes_no_delivery()
    {
        await Stores.Blobs.WriteAsync(new ReadOnlySequence<byte>(Records.Bytes(100)), None);
        await ReopenAsync();
        Assert.Empty(await Records.PendingAsync(Stores.Ingest));
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(4_990, 10)]
    [InlineData(17, 3_000)]
    [InlineData(5_000, 0)]
    public async Task A_part_is_read_from_its_offset(int offset, int length)
    {
        var bytes = Records.Bytes(5_000);
        var blob = await Stores.Blobs.WriteAsync(new ReadOnlySequence<byte>(bytes), None);

        var part = new byte[length];
        await Stores.Blobs.ReadAsync(blob, offset, part, None);
        Assert.Equal(bytes.AsSpan(offset, length).ToArray(), part);
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 101)]
    [InlineData(100, 1)]
    [InlineData(int.MaxValue, 10)]
    public async Task A_range_that_leaves_the_message_is_refused(int offset, int length)
    {
        var blob = await Stores.Blobs.WriteAsync(new ReadOnlySequence<byte>(Records.Bytes(100)), None);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Stores.Blobs.ReadAsync(blob, offset, new byte[length], None).AsTask());
    }

    [Fact]
    public async Task A_message_that_is_not_there_is_not_found()
    {
        var blob = await Stores.Blobs.WriteAsync(new ReadOnlySequence<byte>(Records.Bytes(100)), None);
        foreach (var wrong in new[] { blob with { Container = blob.Container + 999 }, blob with { Offset = blob.Offset + (1L << 40) }, blob with { Offset = -5 } })
        {
            var thrown = await Assert.ThrowsAsync<BlobNotFoundException>(() => Stores.Blobs.ReadAsync(wrong, 0, new byte[100], None).AsTask());
            Assert.Equal(wrong, thrown.Blob);
        }
    }

    [Fact]
    public async Task Reading_and_writing_at_the_same_time_is_safe()
    {
        var messages = Enumerable.Range(1, 100).Select(i => Records.Bytes(i * 100)).ToList();
        await Task.WhenAll(messages.Select(async bytes =>
        {
            var blob = await Stores.Blobs.WriteAsync(new ReadOnlySequence<byte>(bytes), None);
            await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ => Assert.Equal(bytes, await Records.ReadAsync(Stores.Blobs, blob))));
        }));
    }
}
