using Mail.Domain.Delivery;

namespace Mail.Protocols.Smtp;

/// <summary>The ESMTP parameters of MAIL.</summary>
public sealed record MailParameters
{
    public static readonly MailParameters None = new();

    /// <summary>SIZE: octets that the client announces (RFC 1870 §6); null when absent.</summary>
    public long? Size { get; init; }

    public SmtpBodyType Body { get; init; }

    /// <summary>SMTPUTF8 was given (RFC 6531 §3.4).</summary>
    public bool Utf8 { get; init; }

    public DsnReturn Return { get; init; }

    /// <summary>ENVID, decoded; printable ASCII.</summary>
    public string? EnvelopeId { get; init; }

    /// <summary>AUTH=, decoded; empty for <c>&lt;&gt;</c> (RFC 4954 §5).</summary>
    public string? Auth { get; init; }
}
