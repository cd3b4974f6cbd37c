using System.Globalization;
using System.Text;
using Mail.Domain.Delivery;

namespace Mail.Protocols.Smtp.Client;

/// <summary>MAIL and RCPT as a client writes them, with the parameters that the server offered; without CRLF.</summary>
public static class SmtpClientCommands
{
    /// <param name="reversePath">Without brackets; empty for the null path.</param>
    /// <param name="size">Octets of the message.</param>
    /// <param name="eightBit">It has octets above 127.</param>
    /// <param name="utf8">An address or the header is not ASCII.</param>
    /// <param name="wanted">RET.</param>
    /// <param name="envelopeId">ENVID, decoded.</param>
    /// <param name="offered">What the server offered.</param>
    public static string Mail(string reversePath, long size, bool eightBit, bool utf8, DsnReturn wanted, string? envelopeId, SmtpServerExtensions offered)
    {
        var line = new StringBuilder("MAIL FROM:<").Append(reversePath).Append('>');
        if (offered.HasSize)
        {
            line.Append(CultureInfo.InvariantCulture, $" SIZE={size}");
        }

        if (eightBit && offered.EightBitMime)
        {
            line.Append(" BODY=8BITMIME");
        }

        if (utf8 && offered.Utf8)
        {
            line.Append(" SMTPUTF8");
        }

        if (offered.Dsn && wanted != DsnReturn.Unspecified)
        {
            line.Append(wanted == DsnReturn.Full ? " RET=FULL" : " RET=HDRS");
        }

        if (offered.Dsn && envelopeId is not null)
        {
            line.Append(" ENVID=").Append(XText.Encode(envelopeId));
        }

        return line.ToString();
    }

    /// <param name="forwardPath">Without brackets.</param>
    /// <param name="notify">NOTIFY.</param>
    /// <param name="originalRecipient">ORCPT with its type, decoded.</param>
    /// <param name="offered">What the server offered.</param>
    public static string Rcpt(string forwardPath, DsnNotify notify, string? originalRecipient, SmtpServerExtensions offered)
    {
        var line = new StringBuilder("RCPT TO:<").Append(forwardPath).Append('>');
        if (offered.Dsn && notify != DsnNotify.Unspecified)
        {
            line.Append(" NOTIFY=").Append(Words(notify));
        }

        if (offered.Dsn && originalRecipient?.IndexOf(';', StringComparison.Ordinal) is > 0 and var at)
        {
            line.Append(" ORCPT=").Append(originalRecipient, 0, at + 1).Append(XText.Encode(originalRecipient[(at + 1)..]));
        }

        return line.ToString();
    }

    private static string Words(DsnNotify notify) => string.Join(
        ',', ((DsnNotify[])[DsnNotify.Never, DsnNotify.Success, DsnNotify.Failure, DsnNotify.Delay])
            .Where(n => notify.HasFlag(n)).Select(n => n.ToString().ToUpperInvariant()));
}
