using Mail.Domain.Mailboxes;
using Orleans;

namespace Mail.Contracts.Surrogates;

/// <summary>Translates <see cref="MessageEntry"/> for the wire.</summary>
[RegisterConverter]
public sealed class MessageEntryConverter : IConverter<MessageEntry, MessageEntrySurrogate>
{
    public MessageEntry ConvertFromSurrogate(in MessageEntrySurrogate surrogate) => new(surrogate.Uid, surrogate.ModSeq, surrogate.MessageNo, surrogate.Flags, surrogate.Keywords, surrogate.InternalDate, surrogate.Blob);

    public MessageEntrySurrogate ConvertToSurrogate(in MessageEntry value) => new()
    {
        Uid = value.Uid,
        ModSeq = value.ModSeq,
        MessageNo = value.MessageNo,
        Flags = value.Flags,
        Keywords = value.Keywords,
        InternalDate = value.InternalDate,
        Blob = value.Blob,
    };
}
