using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;

namespace Mail.Protocols.Smtp;

/// <summary>One command line in, one <see cref="SmtpCommand"/> or the reply that refuses it out (RFC 5321 §4.1).</summary>
public static class SmtpCommandParser
{
    /// <summary>Parses a line without its CRLF. Spaces at the end are allowed (RFC 5321 §4.1.1 tolerates them).</summary>
    /// <param name="line">Octets of the line.</param>
    /// <param name="utf8Transaction">True when MAIL of the running transaction carried SMTPUTF8 (RFC 6531 §3.4).</param>
    /// <param name="command">The command when the result is true.</param>
    /// <param name="error">The refusal when the result is false.</param>
    public static bool TryParse(
        ReadOnlySpan<byte> line,
        bool utf8Transaction,
        [NotNullWhen(true)] out SmtpCommand? command,
        [NotNullWhen(false)] out SmtpReply? error)
    {
        command = null;
        line = SmtpSyntax.TrimEnd(line);
        var space = line.IndexOfAny((byte)' ', (byte)'\t');
        var verb = space < 0 ? line : line[..space];
        var rest = space < 0 ? default : line[space..].TrimStart(" \t"u8);
        error = TryVerb(verb, out var known)
            ? ParseArguments(known, rest, utf8Transaction, out command)
            : SmtpReplies.UnknownCommand;
        return error is null && command is not null;
    }

    private static bool TryVerb(ReadOnlySpan<byte> text, out SmtpVerb verb)
    {
        verb = default;
        if (text.Length == 8 && Ascii.EqualsIgnoreCase(text, "STARTTLS"u8))
        {
            verb = SmtpVerb.StartTls;
            return true;
        }

        if (text.Length != 4)
        {
            return false;
        }

        // Upper case by clearing one bit: no other octet pair maps onto these letters by accident of case,
        // since all but letters are refused first.
        if (!char.IsAsciiLetter((char)text[0]) || !char.IsAsciiLetter((char)text[1]) || !char.IsAsciiLetter((char)text[2]) || !char.IsAsciiLetter((char)text[3]))
        {
            return false;
        }

        ReadOnlySpan<byte> upper = [(byte)(text[0] & 0xdf), (byte)(text[1] & 0xdf), (byte)(text[2] & 0xdf), (byte)(text[3] & 0xdf)];
        int index = VerbTable.IndexOf(upper);
        if (index < 0 || index % 4 != 0)
        {
            return false;
        }

        verb = VerbOrder[index / 4];
        return true;
    }

    private static ReadOnlySpan<byte> VerbTable => "RCPTMAILDATAEHLOQUITRSETNOOPBDATHELOLHLOAUTHVRFYEXPNHELP"u8;

    private static readonly SmtpVerb[] VerbOrder =
    [
        SmtpVerb.Rcpt, SmtpVerb.Mail, SmtpVerb.Data, SmtpVerb.Ehlo, SmtpVerb.Quit, SmtpVerb.Rset, SmtpVerb.Noop,
        SmtpVerb.Bdat, SmtpVerb.Helo, SmtpVerb.Lhlo, SmtpVerb.Auth, SmtpVerb.Vrfy, SmtpVerb.Expn, SmtpVerb.Help,
    ];

    private static SmtpReply? ParseArguments(SmtpVerb verb, ReadOnlySpan<byte> rest, bool utf8, out SmtpCommand? command)
    {
        command = null;
        switch (verb)
        {
            case SmtpVerb.Mail:
                return ParseMail(rest, out command);
            case SmtpVerb.Rcpt:
                return ParseRcpt(rest, utf8, out command);
            case SmtpVerb.Helo or SmtpVerb.Ehlo or SmtpVerb.Lhlo:
                return ParseHello(verb, rest, out command);
            case SmtpVerb.Bdat:
                return ParseBdat(rest, out command);
            case SmtpVerb.Auth:
                return ParseAuth(rest, out command);
            case SmtpVerb.Vrfy or SmtpVerb.Expn when rest.IsEmpty:
                return SmtpReplies.ArgumentNeeded;
            case SmtpVerb.Vrfy or SmtpVerb.Expn or SmtpVerb.Help or SmtpVerb.Noop:
                command = new SmtpCommand.Text(verb, Utf8.IsValid(rest) ? Encoding.UTF8.GetString(rest) : string.Empty);
                return null;
            default:
                command = verb switch
                {
                    SmtpVerb.Data => SmtpCommand.Plain.Data,
                    SmtpVerb.Rset => SmtpCommand.Plain.Rset,
                    SmtpVerb.Quit => SmtpCommand.Plain.Quit,
                    _ => SmtpCommand.Plain.StartTls,
                };
                return rest.IsEmpty ? null : SmtpReplies.NoArguments;
        }
    }

    private static SmtpReply? ParseHello(SmtpVerb verb, ReadOnlySpan<byte> rest, out SmtpCommand? command)
    {
        command = null;
        // A wrong name is not refused for being no domain (RFC 5321 §4.1.4), but it goes into a header field.
        if (rest.Length is 0 or > SmtpLimits.Domain || !SmtpSyntax.IsHelloName(rest) || !Utf8.IsValid(rest))
        {
            return SmtpReplies.SyntaxHelo;
        }

        command = new SmtpCommand.Hello(verb, Encoding.UTF8.GetString(rest));
        return null;
    }

    private static SmtpReply? ParseMail(ReadOnlySpan<byte> rest, out SmtpCommand? command)
    {
        command = null;
        if (!TryKeyword(ref rest, "FROM:"u8))
        {
            return SmtpReplies.SyntaxMail;
        }

        switch (SmtpPathParser.Parse(rest, out var path, out var length))
        {
            case SmtpPathParser.Outcome.TooLong:
                return SmtpReplies.AddressTooLong;
            case SmtpPathParser.Outcome.Malformed:
                return SmtpReplies.BadSenderAddress;
        }

        rest = rest[length..];
        if (!rest.IsEmpty && rest[0] != ' ')
        {
            return SmtpReplies.SyntaxMail;
        }

        if (EsmtpParameterParser.ParseMail(rest, out var parameters) is { } error)
        {
            return error;
        }

        if (!parameters.Utf8 && !path.IsAscii)
        {
            return SmtpReplies.InternationalAddress;
        }

        command = new SmtpCommand.Mail(path, parameters);
        return null;
    }

    private static SmtpReply? ParseRcpt(ReadOnlySpan<byte> rest, bool utf8, out SmtpCommand? command)
    {
        command = null;
        if (!TryKeyword(ref rest, "TO:"u8))
        {
            return SmtpReplies.SyntaxRcpt;
        }

        switch (SmtpPathParser.Parse(rest, out var path, out var length))
        {
            case SmtpPathParser.Outcome.TooLong:
                return SmtpReplies.AddressTooLong;
            case SmtpPathParser.Outcome.Malformed:
                return SmtpReplies.BadRecipientAddress;
        }

        rest = rest[length..];
        if (!rest.IsEmpty && rest[0] != ' ')
        {
            return SmtpReplies.SyntaxRcpt;
        }

        if (path.IsNull)
        {
            return SmtpReplies.BadRecipientAddress;
        }

        if (EsmtpParameterParser.ParseRcpt(rest, out var parameters) is { } error)
        {
            return error;
        }

        if (!utf8 && !path.IsAscii)
        {
            return SmtpReplies.InternationalAddress;
        }

        command = new SmtpCommand.Rcpt(path, parameters);
        return null;
    }

    private static SmtpReply? ParseBdat(ReadOnlySpan<byte> rest, out SmtpCommand? command)
    {
        command = null;
        var space = rest.IndexOf((byte)' ');
        var size = space < 0 ? rest : rest[..space];
        var last = space < 0 ? default : rest[space..].TrimStart((byte)' ');
        if (!EsmtpParameterParser.TrySize(size, out var octets) || (!last.IsEmpty && !Ascii.EqualsIgnoreCase(last, "LAST"u8)))
        {
            return SmtpReplies.SyntaxBdat;
        }

        command = new SmtpCommand.Bdat(octets, !last.IsEmpty);
        return null;
    }

    private static SmtpReply? ParseAuth(ReadOnlySpan<byte> rest, out SmtpCommand? command)
    {
        const int maxMechanism = 20;
        command = null;
        var space = rest.IndexOf((byte)' ');
        var mechanism = space < 0 ? rest : rest[..space];
        var response = space < 0 ? default : rest[space..].TrimStart((byte)' ');
        if (mechanism.Length is 0 or > maxMechanism || response.Contains((byte)' ') || !Ascii.IsValid(rest))
        {
            return SmtpReplies.SyntaxAuth;
        }

        command = new SmtpCommand.Auth(
            Encoding.ASCII.GetString(mechanism).ToUpperInvariant(),
            response.IsEmpty ? null : Encoding.ASCII.GetString(response));
        return null;
    }

    // A space behind the colon is wrong and common; Postfix takes it as well.
    private static bool TryKeyword(ref ReadOnlySpan<byte> rest, ReadOnlySpan<byte> keyword)
    {
        if (rest.Length < keyword.Length || !Ascii.EqualsIgnoreCase(rest[..keyword.Length], keyword))
        {
            return false;
        }

        rest = rest[keyword.Length..].TrimStart((byte)' ');
        return true;
    }
}
