namespace Mail.Protocols.Dns;

/// <summary>What a lookup came to, as a value: nothing that DNS does is an exception.</summary>
/// <param name="Outcome">Found or not, and why not.</param>
/// <param name="Records">Those of the type asked for; empty unless found.</param>
public sealed record DnsAnswer(DnsOutcome Outcome, IReadOnlyList<DnsRecord> Records)
{
    /// <summary>How long it may be kept: the least TTL on the way to it, or what the zone says of names that are not there (RFC 2308 §5). Zero: not at all.</summary>
    public TimeSpan Lifetime { get; init; }

    /// <summary>A resolver that is trusted to validate says that DNSSEC vouches for it (AD, RFC 4035 §3.2.3).</summary>
    public bool IsAuthentic { get; init; }

    /// <summary>Why there is no answer, for people; empty unless it failed.</summary>
    public string Reason { get; init; } = "";

    /// <summary>No usable answer, for now.</summary>
    public static DnsAnswer Failed(string reason) => new(DnsOutcome.TemporaryFailure, []) { Reason = reason };
}
