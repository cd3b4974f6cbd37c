using System.Collections.Immutable;
using Mail.Domain.Blobs;
using Mail.Domain.Mailboxes;
using Orleans;

namespace Mail.Contracts.Surrogates;

/// <summary>How <see cref="MessageEntry"/> travels.</summary>
[GenerateSerializer, Immutable, Alias("mail.message-entry")]
public struct MessageEntrySurrogate
{
    [Id(0)]
    public uint Uid;

    [Id(1)]
    public long ModSeq;

    [Id(2)]
    public long MessageNo;

    [Id(3)]
    public MessageFlags Flags;

    [Id(4)]
    public ImmutableArray<string> Keywords;

    [Id(5)]
    public DateTimeOffset InternalDate;

    [Id(6)]
    public BlobRef Blob;
}
