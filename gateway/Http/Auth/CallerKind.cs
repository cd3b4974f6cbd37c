namespace Mail.Gateway.Http.Auth;

/// <summary>As what a caller comes.</summary>
internal enum CallerKind
{
    Nobody,
    System,
    Tenant,
    User,
}
