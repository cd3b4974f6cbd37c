namespace Orleans;

/// <summary>A grain with a GUID and a text as key.</summary>
public interface IGrainWithGuidCompoundKey : IGrain
{
}
