using Mail.Domain.Delivery;

namespace Mail.Protocols.Smtp;

/// <summary>The ESMTP parameters of RCPT.</summary>
public sealed record RcptParameters
{
    public static readonly RcptParameters None = new();

    public DsnNotify Notify { get; init; }

    public OriginalRecipient? OriginalRecipient { get; init; }
}
