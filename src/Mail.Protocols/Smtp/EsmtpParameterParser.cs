using System.Buffers.Text;
using System.Text;
using Mail.Domain.Delivery;

namespace Mail.Protocols.Smtp;

/// <summary>The parameters of MAIL and RCPT: each at most once, unknown ones refused with 555 (RFC 5321 §4.1.1.11).</summary>
internal static class EsmtpParameterParser
{
    [Flags]
    private enum Seen
    {
        None = 0,
        Size = 1,
        Body = 2,
        Utf8 = 4,
        Return = 8,
        EnvelopeId = 16,
        Auth = 32,
        Notify = 64,
        OriginalRecipient = 128,
    }

    private delegate (Seen Kind, bool Ok) Apply<T>(EsmtpParameter parameter, ref T parameters);

    public static SmtpReply? ParseMail(ReadOnlySpan<byte> rest, out MailParameters parameters)
    {
        parameters = MailParameters.None;
        return Parse(rest, ref parameters, ApplyMail);
    }

    public static SmtpReply? ParseRcpt(ReadOnlySpan<byte> rest, out RcptParameters parameters)
    {
        parameters = RcptParameters.None;
        return Parse(rest, ref parameters, ApplyRcpt);
    }

    private static SmtpReply? Parse<T>(ReadOnlySpan<byte> rest, ref T parameters, Apply<T> apply)
    {
        var seen = Seen.None;
        bool malformed;
        while (EsmtpParameter.TryRead(ref rest, out var parameter, out malformed))
        {
            var (kind, ok) = apply(parameter, ref parameters);
            if (kind == Seen.None)
            {
                return SmtpReplies.UnknownParameter;
            }

            if (!ok || (seen & kind) != 0)
            {
                return SmtpReplies.BadParameter;
            }

            seen |= kind;
        }

        return malformed ? SmtpReplies.BadParameter : null;
    }

    private static (Seen Kind, bool Ok) ApplyMail(EsmtpParameter parameter, ref MailParameters parameters)
    {
        if (parameter.Is("SIZE"u8))
        {
            var ok = TrySize(parameter.Value, out var size);
            parameters = parameters with { Size = size };
            return (Seen.Size, ok);
        }

        if (parameter.Is("BODY"u8))
        {
            var body = Body(parameter.Value);
            parameters = parameters with { Body = body };
            return (Seen.Body, body != SmtpBodyType.Unspecified);
        }

        if (parameter.Is("SMTPUTF8"u8))
        {
            parameters = parameters with { Utf8 = true };
            return (Seen.Utf8, !parameter.HasValue);
        }

        if (parameter.Is("RET"u8))
        {
            var full = Ascii.EqualsIgnoreCase(parameter.Value, "FULL"u8);
            parameters = parameters with { Return = full ? DsnReturn.Full : DsnReturn.Headers };
            return (Seen.Return, full || Ascii.EqualsIgnoreCase(parameter.Value, "HDRS"u8));
        }

        if (parameter.Is("ENVID"u8))
        {
            var ok = XText.TryDecode(parameter.Value, allowSpace: false, out var id);
            parameters = parameters with { EnvelopeId = id };
            return (Seen.EnvelopeId, ok && parameter.Value.Length is > 0 and <= SmtpLimits.EnvelopeId);
        }

        if (parameter.Is("AUTH"u8))
        {
            var none = parameter.Value.SequenceEqual("<>"u8);
            var auth = string.Empty;
            var ok = none || (parameter.HasValue && XText.TryDecode(parameter.Value, allowSpace: true, out auth));
            parameters = parameters with { Auth = auth };
            return (Seen.Auth, ok);
        }

        return (Seen.None, false);
    }

    private static (Seen Kind, bool Ok) ApplyRcpt(EsmtpParameter parameter, ref RcptParameters parameters)
    {
        if (parameter.Is("NOTIFY"u8))
        {
            var ok = TryNotify(parameter.Value, out var notify);
            parameters = parameters with { Notify = notify };
            return (Seen.Notify, ok);
        }

        if (parameter.Is("ORCPT"u8))
        {
            var ok = TryOriginal(parameter.Value, out var original);
            parameters = parameters with { OriginalRecipient = original };
            return (Seen.OriginalRecipient, ok);
        }

        return (Seen.None, false);
    }

    internal static bool TrySize(ReadOnlySpan<byte> text, out long size)
    {
        size = 0;
        return text.Length is > 0 and <= SmtpLimits.SizeDigits
            && text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0
            && Utf8Parser.TryParse(text, out size, out _);
    }

    private static SmtpBodyType Body(ReadOnlySpan<byte> text) =>
        Ascii.EqualsIgnoreCase(text, "8BITMIME"u8) ? SmtpBodyType.EightBitMime
        : Ascii.EqualsIgnoreCase(text, "7BIT"u8) ? SmtpBodyType.SevenBit
        : SmtpBodyType.Unspecified;

    private static bool TryNotify(ReadOnlySpan<byte> text, out DsnNotify notify)
    {
        notify = DsnNotify.Unspecified;
        foreach (var range in text.Split((byte)','))
        {
            var word = text[range];
            var one = Ascii.EqualsIgnoreCase(word, "NEVER"u8) ? DsnNotify.Never
                : Ascii.EqualsIgnoreCase(word, "SUCCESS"u8) ? DsnNotify.Success
                : Ascii.EqualsIgnoreCase(word, "FAILURE"u8) ? DsnNotify.Failure
                : Ascii.EqualsIgnoreCase(word, "DELAY"u8) ? DsnNotify.Delay
                : DsnNotify.Unspecified;
            if (one == DsnNotify.Unspecified)
            {
                return false;
            }

            notify |= one;
        }

        // RFC 3461 §4.1: NEVER stands alone.
        return notify == DsnNotify.Never || (notify & DsnNotify.Never) == 0;
    }

    private static bool TryOriginal(ReadOnlySpan<byte> text, out OriginalRecipient original)
    {
        original = default;
        var semicolon = text.IndexOf((byte)';');
        if (semicolon <= 0 || text.Length > SmtpLimits.OriginalRecipient || text[..semicolon].IndexOfAnyExceptInRange((byte)'!', (byte)'~') >= 0)
        {
            return false;
        }

        var type = Encoding.ASCII.GetString(text[..semicolon]);
        if (!XText.TryDecode(text[(semicolon + 1)..], allowSpace: true, out var address))
        {
            return false;
        }

        original = new OriginalRecipient(type, address);
        return true;
    }
}
