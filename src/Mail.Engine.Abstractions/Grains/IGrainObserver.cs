namespace Orleans;

/// <summary>Base of interfaces through which grains call objects outside grains.</summary>
public interface IGrainObserver : Runtime.IAddressable
{
}
