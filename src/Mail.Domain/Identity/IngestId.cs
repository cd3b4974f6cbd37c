namespace Mail.Domain.Identity;

/// <summary>Names one accepted message (a UUIDv7 made when it was accepted). The idempotency key of its deliveries.</summary>
public readonly record struct IngestId(Guid Value) : IComparable<IngestId>
{
    public int CompareTo(IngestId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString("N");
}
