using Orleans.Serialization.Buffers;

namespace Orleans.Serialization.Codecs;

/// <summary>An aggregate: its message and every inner exception.</summary>
internal sealed class AggregateExceptionCodec : ImmutableCodec<AggregateException>
{
    private readonly ArrayCodec<Exception> _inner = new(PolymorphicCodec<Exception>.Instance);

    /// <inheritdoc/>
    public override void WriteField(ref Writer writer, uint id, AggregateException? value)
    {
        if (value is null)
        {
            writer.WriteNull(id);
            return;
        }

        writer.BeginObject(id);
        StringCodec.Instance.WriteField(ref writer, 1, ExceptionMembers.MessageOf(value));
        _inner.WriteField(ref writer, 2, [.. value.InnerExceptions]);
        writer.EndObject();
    }

    /// <inheritdoc/>
    public override AggregateException? ReadValue(ref Reader reader, WireType type)
    {
        if (type == WireType.Null)
        {
            return null;
        }

        reader.Expect(type, WireType.Object);
        reader.Enter();
        string? message = null;
        Exception[] inner = [];
        while (reader.TryReadField(out var id, out var field))
        {
            switch (id)
            {
                case 1: message = StringCodec.Instance.ReadValue(ref reader, field); break;
                case 2: inner = _inner.ReadValue(ref reader, field) ?? []; break;
                default: reader.Skip(field); break;
            }
        }

        reader.Leave();
        return inner.Contains(null!) ? throw reader.Malformed("an inner exception is null") : new AggregateException(message, inner);
    }
}
