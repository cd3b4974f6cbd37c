namespace Orleans;

/// <summary>Checks options when the silo starts.</summary>
public interface IConfigurationValidator
{
    /// <summary>Throws <see cref="Runtime.OrleansConfigurationException"/> naming the setting, its value and what is wrong with it.</summary>
    void ValidateConfiguration();
}
