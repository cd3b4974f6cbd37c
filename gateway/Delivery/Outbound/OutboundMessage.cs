using System.Text;
using Mail.Storage.Queue;

namespace Mail.Gateway.Delivery.Outbound;

/// <summary>One message and those of its recipients that go to the same server.</summary>
internal sealed class OutboundMessage
{
    private static readonly byte[] ReturnPath = "Return-Path: <"u8.ToArray();

    /// <param name="rows">Recipients of one message; at least one.</param>
    /// <param name="blob">The message as it was accepted.</param>
    public OutboundMessage(IReadOnlyList<QueuedDelivery> rows, ReadOnlyMemory<byte> blob)
    {
        Rows = rows;
        Bytes = WithoutReturnPath(blob);
        EightBit = !Ascii.IsValid(Bytes.Span);
        var end = Bytes.Span.IndexOf("\r\n\r\n"u8);
        var header = Bytes.Span[..(end < 0 ? Bytes.Length : end)];
        Utf8 = !Ascii.IsValid(header) && System.Text.Unicode.Utf8.IsValid(header);
    }

    public IReadOnlyList<QueuedDelivery> Rows { get; }

    public OutboundDelivery First => Rows[0].Delivery;

    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>It has octets above 127.</summary>
    public bool EightBit { get; }

    /// <summary>
    /// Its header has, and they are UTF-8: SMTPUTF8 is asked for where it is offered. Elsewhere the header goes as it came, which is what mail
    /// programs that never heard of RFC 6531 rely on; only addresses in the envelope cannot go there.
    /// </summary>
    public bool Utf8 { get; }

    /// <summary>RFC 5321 §4.4: the server of the final delivery writes Return-Path, and the one that was written here was for a mailbox here.</summary>
    public static ReadOnlyMemory<byte> WithoutReturnPath(ReadOnlyMemory<byte> blob)
    {
        var end = blob.Span.StartsWith(ReturnPath) ? blob.Span.IndexOf((byte)'\n') : -1;
        return blob[(end + 1)..];
    }
}
