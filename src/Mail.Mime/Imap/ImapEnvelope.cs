using System.Buffers;

namespace Mail.Mime.Imap;

/// <summary>
/// The envelope of a message as values (RFC 3501 section 7.4.2): unfolded raw header text, null for NIL. Sender and Reply-To have fallen
/// back to From already.
/// </summary>
public sealed class ImapEnvelope
{
    private ImapEnvelope(byte[]?[] texts, IReadOnlyList<ImapAddress>[] lists)
    {
        Date = texts[(int)EnvelopeField.Date];
        Subject = texts[(int)EnvelopeField.Subject];
        InReplyTo = texts[(int)EnvelopeField.InReplyTo];
        MessageId = texts[(int)EnvelopeField.MessageId];
        From = lists[(int)EnvelopeField.From];
        Sender = lists[(int)EnvelopeField.Sender].Count > 0 ? lists[(int)EnvelopeField.Sender] : From;
        ReplyTo = lists[(int)EnvelopeField.ReplyTo].Count > 0 ? lists[(int)EnvelopeField.ReplyTo] : From;
        To = lists[(int)EnvelopeField.To];
        Cc = lists[(int)EnvelopeField.Cc];
        Bcc = lists[(int)EnvelopeField.Bcc];
    }

    public byte[]? Date { get; }

    public byte[]? Subject { get; }

    public IReadOnlyList<ImapAddress> From { get; }

    public IReadOnlyList<ImapAddress> Sender { get; }

    public IReadOnlyList<ImapAddress> ReplyTo { get; }

    public IReadOnlyList<ImapAddress> To { get; }

    public IReadOnlyList<ImapAddress> Cc { get; }

    public IReadOnlyList<ImapAddress> Bcc { get; }

    public byte[]? InReplyTo { get; }

    public byte[]? MessageId { get; }

    /// <summary>Reads a header, or a whole message up to its blank line.</summary>
    public static ImapEnvelope Parse(ReadOnlySpan<byte> header)
    {
        EnvelopeHeader fields = EnvelopeHeader.Scan(header);
        byte[] scratch = ArrayPool<byte>.Shared.Rent(Math.Max(16, fields.LongestValue));
        var texts = new byte[]?[10];
        var lists = new IReadOnlyList<ImapAddress>[10];
        for (EnvelopeField field = EnvelopeField.Date; field <= EnvelopeField.MessageId; field++)
        {
            lists[(int)field] = EnvelopeWriter.IsAddressList(field) ? Addresses(fields[field], scratch) : [];
            texts[(int)field] = fields.Has(field) ? Unfold(fields[field]) : null;
        }

        ArrayPool<byte>.Shared.Return(scratch);
        return new ImapEnvelope(texts, lists);
    }

    private static byte[] Unfold(ReadOnlySpan<byte> value)
    {
        var buffer = new byte[value.Length];
        return buffer[..HeaderText.Unfold(value, buffer)];
    }

    private static List<ImapAddress> Addresses(ReadOnlySpan<byte> value, Span<byte> scratch)
    {
        var list = new List<ImapAddress>();
        var reader = new AddressReader(value, scratch);
        while (list.Count < AddressList.MaxAddresses && reader.Read())
        {
            list.Add(reader.Item switch
            {
                AddressItem.GroupStart => new ImapAddress(null, null, reader.DisplayName.ToArray(), null),
                AddressItem.GroupEnd => new ImapAddress(null, null, null, null),
                _ => new ImapAddress(
                    OrNull(reader.DisplayName), OrNull(reader.Route), reader.LocalPart.ToArray(), reader.Domain.ToArray()),
            });
        }

        return list;
    }

    private static byte[]? OrNull(ReadOnlySpan<byte> value) => value.IsEmpty ? null : value.ToArray();
}
