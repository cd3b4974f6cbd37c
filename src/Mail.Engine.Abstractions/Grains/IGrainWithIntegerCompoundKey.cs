namespace Orleans;

/// <summary>A grain with an integer and a text as key.</summary>
public interface IGrainWithIntegerCompoundKey : IGrain
{
}
