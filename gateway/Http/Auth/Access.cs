namespace Mail.Gateway.Http.Auth;

/// <summary>Who may call an operation; the scope of what it touches is checked besides.</summary>
internal enum Access
{
    /// <summary>Anybody.</summary>
    Public,

    /// <summary>Keys of the system.</summary>
    System,

    /// <summary>Keys of the system or of the tenant that owns the resource.</summary>
    Tenant,

    /// <summary>As <see cref="Tenant"/>, and the user whose mailbox it is.</summary>
    Mailbox,
}
