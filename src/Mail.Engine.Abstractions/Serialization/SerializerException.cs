namespace Orleans.Serialization;

/// <summary>A value that cannot be written, or bytes that are not a value: malformed, truncated, too deep, of another type.</summary>
public class SerializerException : Exception
{
    public SerializerException()
    {
    }

    public SerializerException(string message)
        : base(message)
    {
    }

    public SerializerException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
