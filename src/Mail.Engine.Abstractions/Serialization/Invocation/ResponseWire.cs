using Orleans.Serialization.Buffers;
using Orleans.Serialization.Codecs;

namespace Orleans.Serialization.Invocation;

/// <summary>
/// Responses on the wire: an object with the result as field 0, or an error as fields 1 to 4: type name, message, stack, and the error itself,
/// which a reader that does not know its type passes over.
/// </summary>
public static class ResponseWire
{
    /// <summary>Writes an outcome without a result.</summary>
    public static void Write(ref Writer writer, Response response)
    {
        writer.BeginObject(0);
        if (response.Exception is { } error)
        {
            WriteError(ref writer, error);
        }

        writer.EndObject();
    }

    /// <summary>Writes an outcome with a result.</summary>
    public static void Write<T>(ref Writer writer, Response response, FieldCodec<T> codec)
    {
        if (response.Exception is not null)
        {
            Write(ref writer, response);
            return;
        }

        writer.BeginObject(0);
        codec.WriteField(ref writer, 0, response.GetResult<T>());
        writer.EndObject();
    }

    /// <summary>Reads an outcome without a result.</summary>
    public static Response Read(ref Reader reader)
    {
        var error = default(ErrorParts);
        Begin(ref reader);
        while (reader.TryReadField(out var id, out var type))
        {
            ReadErrorField(ref reader, id, type, ref error);
        }

        reader.Leave();
        return error.ToException() is { } exception ? Response.FromException(exception) : Response.Completed;
    }

    /// <summary>Reads an outcome with a result.</summary>
    public static Response Read<T>(ref Reader reader, FieldCodec<T> codec)
    {
        var error = default(ErrorParts);
        T? result = default;
        Begin(ref reader);
        while (reader.TryReadField(out var id, out var type))
        {
            if (id == 0)
            {
                result = codec.ReadValue(ref reader, type);
            }
            else
            {
                ReadErrorField(ref reader, id, type, ref error);
            }
        }

        reader.Leave();
        return error.ToException() is { } exception ? Response.FromException(exception) : Response.FromResult(result!);
    }

    private static void WriteError(ref Writer writer, Exception error)
    {
        StringCodec.Instance.WriteField(ref writer, 1, error.GetType().FullName);
        StringCodec.Instance.WriteField(ref writer, 2, error.Message);
        StringCodec.Instance.WriteField(ref writer, 3, error.StackTrace);
        writer.WriteTyped(4, error);
    }

    private static void Begin(ref Reader reader)
    {
        reader.Expect(reader.ReadValueHeader(), WireType.Object);
        reader.Enter();
    }

    private static void ReadErrorField(ref Reader reader, uint id, WireType type, ref ErrorParts error)
    {
        switch (id)
        {
            case 1: error.Type = StringCodec.Instance.ReadValue(ref reader, type); break;
            case 2: error.Message = StringCodec.Instance.ReadValue(ref reader, type); break;
            case 3: error.Stack = StringCodec.Instance.ReadValue(ref reader, type); break;
            case 4: error.Exception = ReadError(ref reader, type); break;
            default: reader.Skip(type); break;
        }
    }

    private static Exception? ReadError(ref Reader reader, WireType type)
    {
        var retry = reader;
        try
        {
            return PolymorphicCodec<Exception>.Instance.ReadValue(ref reader, type);
        }
        catch (IllegalTypeException)
        {
            reader = retry;
            reader.Skip(type);
            return null;
        }
    }

    private struct ErrorParts
    {
        public string? Type;
        public string? Message;
        public string? Stack;
        public Exception? Exception;

        public readonly Exception? ToException() => Exception ?? (Type is null
            ? null
            : new UnavailableExceptionFallbackException($"{Message}{Environment.NewLine}{Stack}", null) { ExceptionType = Type });
    }
}
