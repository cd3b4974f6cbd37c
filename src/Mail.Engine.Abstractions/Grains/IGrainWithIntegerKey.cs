namespace Orleans;

/// <summary>A grain with an integer key.</summary>
public interface IGrainWithIntegerKey : IGrain
{
}
