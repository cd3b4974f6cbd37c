using System.Diagnostics.CodeAnalysis;

namespace Orleans.Streams;

/// <summary>One queue of a provider: name prefix, number and place on the hash ring.</summary>
public readonly struct QueueId : IEquatable<QueueId>, IComparable<QueueId>
{
    private readonly string _prefix;
    private readonly uint _id;
    private readonly uint _hash;

    private QueueId(string prefix, uint id, uint hash)
    {
        _prefix = prefix;
        _id = id;
        _hash = hash;
    }

    public bool IsDefault => _prefix is null;

    public static QueueId GetQueueId(string queueName, uint queueId, uint hash) => new(queueName, queueId, hash);

    public string GetStringNamePrefix() => _prefix;

    public uint GetNumericId() => _id;

    public uint GetUniformHashCode() => _hash;

    public int CompareTo(QueueId other)
    {
        var byId = _id.CompareTo(other._id);
        return byId != 0 ? byId : string.CompareOrdinal(_prefix, other._prefix);
    }

    public bool Equals(QueueId other) => _id == other._id && _hash == other._hash && _prefix == other._prefix;

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is QueueId other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_prefix, _id);

    public override string ToString() => $"{_prefix}-{_id}";

    public static bool operator ==(QueueId left, QueueId right) => left.Equals(right);

    public static bool operator !=(QueueId left, QueueId right) => !left.Equals(right);
}
