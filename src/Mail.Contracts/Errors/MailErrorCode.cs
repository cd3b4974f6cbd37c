namespace Mail.Contracts.Errors;

/// <summary>Why a call was refused (MBX-15). The numbers cross the wire; the API shows the names in upper snake case.</summary>
public enum MailErrorCode : byte
{
    InvalidArgument = 1,
    NotFound = 2,
    AlreadyExists = 3,
    PermissionDenied = 4,
    FailedPrecondition = 5,

    /// <summary>Over quota or over a bound.</summary>
    ResourceExhausted = 6,

    /// <summary>A conflicting change won; read again and retry.</summary>
    Aborted = 7,

    /// <summary>Retry later with the same idempotency key.</summary>
    Unavailable = 8,
}
