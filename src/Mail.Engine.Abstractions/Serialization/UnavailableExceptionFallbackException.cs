namespace Orleans.Serialization;

/// <summary>Stands for an exception whose type does not travel: its name, message and stack are kept.</summary>
public sealed class UnavailableExceptionFallbackException : Exception
{
    public UnavailableExceptionFallbackException()
    {
    }

    public UnavailableExceptionFallbackException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The full name of the original type.</summary>
    public string ExceptionType { get; init; } = "";

    /// <inheritdoc/>
    public override string ToString() => $"{ExceptionType} (type not available here): {base.ToString()}";
}
