namespace Mail.Gateway.Auth;

/// <summary>A block on logins that lasts, as an operator sees it.</summary>
/// <param name="Id">32 hexadecimal digits; no other block has it.</param>
/// <param name="Of">What is blocked: <c>client</c>, <c>account</c>, or <c>account-at-client</c> (an account at a client that it was lately used from).</param>
/// <param name="Account">The name that was last tried, as far as it is fit for display; null for a client.</param>
/// <param name="Client">The client: an IPv4 address or an IPv6 /64; null for an account.</param>
/// <param name="Since">UTC.</param>
/// <param name="Until">UTC.</param>
public sealed record LoginBlock(string Id, string Of, string? Account, string? Client, DateTimeOffset Since, DateTimeOffset Until);
