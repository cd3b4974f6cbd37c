namespace Orleans.Runtime;

/// <summary>The grain does not have the extension that was called.</summary>
public class GrainExtensionNotInstalledException : OrleansException
{
    public GrainExtensionNotInstalledException()
    {
    }

    public GrainExtensionNotInstalledException(string message)
        : base(message)
    {
    }

    public GrainExtensionNotInstalledException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
