namespace Orleans.Runtime;

/// <summary>Where one activation of a grain lives.</summary>
public sealed class GrainAddress : IEquatable<GrainAddress>
{
    public GrainId GrainId { get; init; }

    public ActivationId ActivationId { get; init; }

    public SiloAddress? SiloAddress { get; init; }

    public MembershipVersion MembershipVersion { get; init; } = MembershipVersion.MinValue;

    public bool IsComplete => !GrainId.IsDefault && !ActivationId.IsDefault && SiloAddress is not null;

    public bool Matches(GrainAddress? other) =>
        other is not null && GrainId == other.GrainId && SiloAddress == other.SiloAddress &&
        (ActivationId.IsDefault || other.ActivationId.IsDefault || ActivationId == other.ActivationId);

    public bool Equals(GrainAddress? other) =>
        other is not null && GrainId == other.GrainId && ActivationId == other.ActivationId && Equals(SiloAddress, other.SiloAddress);

    public override bool Equals(object? obj) => Equals(obj as GrainAddress);

    public override int GetHashCode() => HashCode.Combine(GrainId, ActivationId, SiloAddress);

    public override string ToString() => $"[{GrainId} at {SiloAddress}{ActivationId}]";
}
