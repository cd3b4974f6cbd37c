using System.Diagnostics.CodeAnalysis;
using Orleans.Serialization.Cloning;

namespace Orleans.Runtime;

/// <summary>Base of generated proxies: the identity of a grain seen through one interface. Proxies call the protected members.</summary>
public class GrainReference : IAddressable, IEquatable<GrainReference>, ISpanFormattable
{
    private readonly GrainReferenceShared _shared;
    private readonly IdSpan _key;

    /// <summary>What the runtime remembers with this reference to find its target faster.</summary>
    internal object? RuntimeCache;

    protected GrainReference(GrainReferenceShared shared, IdSpan key)
    {
        _shared = shared;
        _key = key;
    }

    public GrainId GrainId => GrainId.Create(_shared.GrainType, _key);

    public GrainInterfaceType InterfaceType => _shared.InterfaceType;

    public virtual string InterfaceName => InterfaceType.ToString();

    public ushort InterfaceVersion => _shared.InterfaceVersion;

    internal GrainReferenceShared Shared => _shared;

    protected CopyContextPool CopyContextPool => _shared.CopyContextPool;

    public virtual TGrainInterface Cast<TGrainInterface>()
        where TGrainInterface : IAddressable => (TGrainInterface)_shared.Runtime.Cast(this, typeof(TGrainInterface));

    public uint GetUniformHashCode() => GrainId.GetUniformHashCode();

    protected TInvokable GetInvokable<TInvokable>()
        where TInvokable : new() => new();

    protected ValueTask<T> InvokeAsync<T>(IRequest methodDescription) =>
        _shared.Runtime.InvokeMethodAsync<T>(this, methodDescription, methodDescription.Options);

    protected ValueTask InvokeAsync(IRequest methodDescription) =>
        _shared.Runtime.InvokeMethodAsync(this, methodDescription, methodDescription.Options);

    protected void Invoke(IRequest methodDescription) =>
        _shared.Runtime.InvokeMethod(this, methodDescription, methodDescription.Options);

    internal ValueTask<T> SendAsync<T>(IRequest request) => InvokeAsync<T>(request);

    internal ValueTask SendAsync(IRequest request) => InvokeAsync(request);

    public bool Equals(GrainReference? other) =>
        other is not null && _key.Equals(other._key) && _shared.GrainType.Equals(other._shared.GrainType);

    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as GrainReference);

    public override int GetHashCode() => GrainId.GetHashCode();

    public override string ToString() => $"GrainReference:{GrainId}:{InterfaceType}";

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        destination.TryWrite($"{ToString()}", out charsWritten);

    public static bool operator ==(GrainReference? left, GrainReference? right) => left?.Equals(right) ?? right is null;

    public static bool operator !=(GrainReference? left, GrainReference? right) => !(left == right);
}
