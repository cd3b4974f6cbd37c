namespace Orleans.Runtime;

/// <summary>An interface that the runtime answers on behalf of any grain.</summary>
public interface IGrainExtension : IAddressable
{
}
