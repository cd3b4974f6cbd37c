namespace Mail.Domain.Delivery;

/// <summary>NOTIFY of RCPT: when a report is wanted (RFC 3461 §4.1); none set means that the client did not say.</summary>
[Flags]
public enum DsnNotify
{
    Unspecified = 0,
    Never = 1,
    Success = 2,
    Failure = 4,
    Delay = 8,
}
