namespace Mail.Protocols.Smtp;

/// <summary>ORCPT of RCPT (RFC 3461 §4.2).</summary>
/// <param name="AddressType">For example <c>rfc822</c> or <c>utf-8</c>, as given.</param>
/// <param name="Address">Decoded from xtext; utf-8 types keep their own escapes (RFC 6533 §3).</param>
public readonly record struct OriginalRecipient(string AddressType, string Address)
{
    /// <summary>The form of a report's field: <c>rfc822;user@example.org</c> (RFC 3464 §2.3.1).</summary>
    public override string ToString() => $"{AddressType};{Address}";
}
