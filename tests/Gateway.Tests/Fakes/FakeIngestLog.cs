using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text;
using Mail.Domain.Blobs;
using Mail.Domain.Identity;
using Mail.Storage;
using Mail.Storage.Blobs;

namespace Mail.Gateway.Tests.Fakes;

/// <summary>An accept log and blob store in memory whose appends can be made to fail or to wait.</summary>
internal sealed class FakeIngestLog : IIngestLog, IBlobStore
{
    private readonly ConcurrentQueue<Entry> _entries = [];
    private readonly ConcurrentDictionary<IngestId, TaskCompletionSource> _acknowledged = [];

    public sealed record Entry(IngestRecord Record, string Text, byte[] Bytes);

    public Exception? Failure { get; set; }

    public Task Gate { get; set; } = Task.CompletedTask;

    public TaskCompletionSource Appending { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public List<PendingIngest> Pending { get; } = [];

    /// <summary>Reads of pending messages that end with a failure behind the first message.</summary>
    public int FailReads { get; set; }

    public Func<BlobRef, Exception?> OnRead { get; set; } = _ => null;

    /// <summary>What every place holds; null: a short header and as many x as it is long.</summary>
    public byte[]? Kept { get; set; }

    public IReadOnlyList<Entry> Entries => [.. _entries];

    public Entry Only => Assert.Single(_entries);

    public async ValueTask<BlobRef> AppendAsync(IngestRecord record, CancellationToken cancellation)
    {
        Appending.TrySetResult();
        await Gate;
        if (Failure is { } failure)
        {
            throw failure;
        }

        var bytes = record.Message.ToArray();
        _entries.Enqueue(new Entry(record with { Message = default }, Encoding.Latin1.GetString(bytes), bytes));
        return new BlobRef(BlobKind.Segment, 1, _entries.Count, bytes.Length);
    }

    public void Acknowledge(IngestId id) => Acknowledged(id).TrySetResult();

    public Task WhenAcknowledged(IngestId id) => Acknowledged(id).Task.WaitAsync(TimeSpan.FromSeconds(30));

    public bool IsAcknowledged(IngestId id) => Acknowledged(id).Task.IsCompleted;

    public async IAsyncEnumerable<PendingIngest> ReadPendingAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.Yield();
        foreach (var pending in Pending)
        {
            yield return pending;
            if (FailReads > 0)
            {
                FailReads--;
                throw new StoreUnavailableException("no answer");
            }
        }
    }

    public ValueTask<BlobRef> WriteAsync(ReadOnlySequence<byte> message, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask ReadAsync(BlobRef blob, int offset, Memory<byte> destination, CancellationToken cancellation)
    {
        if (OnRead(blob) is { } failure)
        {
            return ValueTask.FromException(failure);
        }

        (Kept ?? Encoding.ASCII.GetBytes("Subject: kept\r\n\r\n" + new string('x', blob.Length))).AsSpan(offset, destination.Length).CopyTo(destination.Span);
        return ValueTask.CompletedTask;
    }

    private TaskCompletionSource Acknowledged(IngestId id) =>
        _acknowledged.GetOrAdd(id, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
