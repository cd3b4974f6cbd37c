using System.Buffers;

namespace Mail.Protocols.Smtp;

/// <summary>
/// What DATA and BDAT share: octets in as they arrive, the message out, flaws remembered and reported at the end. Once
/// the content is known to be refused nothing more is written out.
/// </summary>
/// <param name="maxSize">Octets of the whole message.</param>
/// <param name="maxLine">Octets of one line without CRLF (RFC 5321 §4.5.3.1.6 asks for 998 at least).</param>
public abstract class SmtpContentDecoder(long maxSize, int maxLine)
{
    /// <summary>All flaws found so far.</summary>
    public SmtpContentFlaws Flaws { get; protected set; }

    /// <summary>Octets of message text seen, written out or not.</summary>
    public long Length { get; private set; }

    /// <summary>Octets of the line that is being read.</summary>
    protected long LineLength { get; set; }

    /// <summary>The refusal that the flaws call for; null for a good message.</summary>
    public SmtpReply? Refusal =>
        (Flaws & SmtpContentFlaws.TooLarge) != 0 ? SmtpReplies.MessageTooLarge
        : (Flaws & SmtpContentFlaws.BareLineEnding) != 0 ? SmtpReplies.MessageHasBareLineEnding
        : (Flaws & SmtpContentFlaws.LineTooLong) != 0 ? SmtpReplies.MessageLineTooLong
        : (Flaws & SmtpContentFlaws.NoRoom) != 0 ? SmtpReplies.NoRoom
        : null;

    /// <summary>Gives the content up for want of memory; the rest is read and thrown away.</summary>
    public void GiveUp() => Flaws |= SmtpContentFlaws.NoRoom;

    protected void Emit(ReadOnlySpan<byte> text, IBufferWriter<byte>? output)
    {
        Length += text.Length;
        if (Length > maxSize)
        {
            Flaws |= SmtpContentFlaws.TooLarge;
        }

        if (Flaws == SmtpContentFlaws.None)
        {
            output?.Write(text);
        }
    }

    protected void CountLine(int octets)
    {
        LineLength += octets;
        if (LineLength > maxLine)
        {
            Flaws |= SmtpContentFlaws.LineTooLong;
        }
    }
}
