namespace Mail.Domain.Delivery;

/// <summary>RET of MAIL: what a failure report returns (RFC 3461 §4.3).</summary>
public enum DsnReturn
{
    Unspecified,
    Full,
    Headers,
}
