namespace Mail.Protocols.Dns;

/// <summary>Asks DNS.</summary>
public interface IDnsLookup
{
    /// <summary>The answer. What cannot be a name in DNS (no A-labels, an empty or long label) does not exist.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up; nothing else is thrown.</exception>
    ValueTask<DnsAnswer> AskAsync(string name, DnsRecordType type, CancellationToken cancellation);
}
