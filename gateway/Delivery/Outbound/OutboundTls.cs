namespace Mail.Gateway.Delivery.Outbound;

/// <summary>How a connection to another server is protected.</summary>
public enum OutboundTls
{
    /// <summary>STARTTLS where it is offered, any certificate: better than nothing (RFC 7435).</summary>
    Opportunistic,

    /// <summary>STARTTLS with a certificate of the host's name, or nothing is sent.</summary>
    Required,

    /// <summary>TLS from the start, with a certificate of the host's name.</summary>
    Implicit,
}
