using System.Runtime.CompilerServices;
using Orleans.Serialization.Buffers;

namespace Orleans.Serialization.Codecs;

/// <summary>An argument exception with the name of the parameter.</summary>
internal sealed class ArgumentExceptionCodec<T>(Func<T> create) : ClassCodec<T>
    where T : ArgumentException
{
    private const uint ParameterField = 5;

    /// <inheritdoc/>
    public override bool IsImmutable => true;

    /// <inheritdoc/>
    public override void WriteMembers(ref Writer writer, T value)
    {
        ExceptionMembers.Write(ref writer, value);
        StringCodec.Instance.WriteField(ref writer, ParameterField, value.ParamName);
    }

    /// <inheritdoc/>
    public override void ReadMembers(ref Reader reader, T value, bool isBase)
    {
        while (reader.TryReadField(out var id, out var type))
        {
            if (id == ParameterField)
            {
                ParameterOf(value) = StringCodec.Instance.ReadValue(ref reader, type);
            }
            else
            {
                ExceptionMembers.ReadField(ref reader, value, id, type);
            }
        }
    }

    /// <inheritdoc/>
    public override void CopyMembers(T source, T target, ref CopyScope scope)
    {
    }

    /// <inheritdoc/>
    protected override T Create() => create();

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_paramName")]
    private static extern ref string? ParameterOf(ArgumentException value);
}
