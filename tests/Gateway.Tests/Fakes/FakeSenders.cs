using System.Collections.Concurrent;
using Mail.Domain.Blobs;
using Mail.Domain.Identity;
using Mail.Gateway.Smtp.Submission;

namespace Mail.Gateway.Tests.Fakes;

/// <summary>Ann owns <c>ann@here.example</c> and its tags; nobody else owns anything.</summary>
internal sealed class FakeSenders : ISenderDirectory
{
    public ConcurrentQueue<(AccountId Account, BlobRef Blob)> Sent { get; } = [];

    /// <summary>What keeping a copy fails with.</summary>
    public Exception? Failure { get; set; }

    public ValueTask<bool> OwnsAsync(AccountId account, EmailAddress address) => address.LocalPart == "broken"
        ? throw new InvalidOperationException("no answer")
        : new(account == FakeDirectory.Ann && address.Domain.Value == "here.example" && address.LocalPart.Split('+')[0] == "ann");

    public ValueTask KeepSentAsync(AccountId account, BlobRef blob, ReadOnlyMemory<byte> summary, bool asked)
    {
        Sent.Enqueue((account, blob));
        return Failure is { } failure ? ValueTask.FromException(failure) : ValueTask.CompletedTask;
    }
}
