namespace Mail.Protocols.Dns;

/// <summary>What a lookup came to (RFC 2308 §2).</summary>
public enum DnsOutcome
{
    /// <summary>There are records of that type.</summary>
    Found,

    /// <summary>The name exists and has none of that type.</summary>
    NoData,

    /// <summary>There is no such name.</summary>
    NoName,

    /// <summary>No resolver gave a usable answer; says nothing about the name.</summary>
    TemporaryFailure,
}
