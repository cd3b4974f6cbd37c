using System.Globalization;
using Orleans.Runtime;

namespace Mail.Engine.Streams;

/// <summary>A grain that listens to a stream; stored as "subscription grain".</summary>
internal sealed record StreamSubscriber(Guid SubscriptionId, GrainId GrainId)
{
    public static StreamSubscriber Parse(string row) => new(Guid.ParseExact(row.AsSpan(0, 32), "N"), GrainId.Parse(row.AsSpan(33), CultureInfo.InvariantCulture));

    public override string ToString() => $"{SubscriptionId:N} {GrainId}";
}
