namespace Orleans.Runtime;

/// <summary>The configuration is wrong; the message names the setting.</summary>
public class OrleansConfigurationException : Exception
{
    public OrleansConfigurationException(string message)
        : base(message)
    {
    }

    public OrleansConfigurationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
