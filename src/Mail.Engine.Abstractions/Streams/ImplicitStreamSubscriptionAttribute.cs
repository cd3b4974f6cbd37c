namespace Orleans;

/// <summary>
/// A grain of this class is subscribed to every stream of the namespace, with the stream's key as its own. It implements
/// <see cref="Streams.Core.IStreamSubscriptionObserver"/> or resumes its subscription handles on activation.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class ImplicitStreamSubscriptionAttribute(string streamNamespace) : Attribute
{
    internal string StreamNamespace { get; } = streamNamespace;
}
