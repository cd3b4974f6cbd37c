using Orleans.Serialization.Buffers;

namespace Orleans.Serialization.Codecs;

/// <summary>A well-known exception, by its type, message, stack and inner exceptions. Shared inside a silo, as Orleans does.</summary>
internal sealed class ExceptionCodec<T>(Func<T> create) : ClassCodec<T>
    where T : Exception
{
    /// <inheritdoc/>
    public override bool IsImmutable => true;

    /// <inheritdoc/>
    public override void WriteMembers(ref Writer writer, T value) => ExceptionMembers.Write(ref writer, value);

    /// <inheritdoc/>
    public override void ReadMembers(ref Reader reader, T value, bool isBase) => ExceptionMembers.Read(ref reader, value, isBase);

    /// <inheritdoc/>
    public override void CopyMembers(T source, T target, ref CopyScope scope)
    {
    }

    /// <inheritdoc/>
    protected override T Create() => create();
}
