using Orleans.Serialization.Buffers;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <content>How arguments and results travel. Generated code overrides what concerns the method.</content>
public abstract partial class RequestBase
{
    /// <summary>Writes the arguments as fields 0, 1, …; cancellation tokens do not travel. No end is written.</summary>
    public virtual void WriteArguments(ref Writer writer)
    {
    }

    /// <summary>Reads the arguments up to the end of the enclosing object. One that is missing keeps its default.</summary>
    public virtual void ReadArguments(ref Reader reader)
    {
        while (reader.TryReadField(out _, out var type))
        {
            reader.Skip(type);
        }
    }

    /// <summary>Writes the outcome of this call as one field (id 0).</summary>
    public virtual void WriteResponse(ref Writer writer, Response response) => ResponseWire.Write(ref writer, response);

    /// <summary>Reads the outcome of this call.</summary>
    public virtual Response ReadResponse(ref Reader reader) => ResponseWire.Read(ref reader);
}
