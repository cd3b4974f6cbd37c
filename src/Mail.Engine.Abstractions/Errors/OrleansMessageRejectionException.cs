namespace Orleans.Runtime;

/// <summary>A call was refused before it ran; it may be sent again.</summary>
public class OrleansMessageRejectionException : OrleansException
{
    internal OrleansMessageRejectionException()
    {
    }

    internal OrleansMessageRejectionException(string message)
        : base(message)
    {
    }

    internal OrleansMessageRejectionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
