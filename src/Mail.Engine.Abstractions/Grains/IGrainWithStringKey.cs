namespace Orleans;

/// <summary>A grain with a text key.</summary>
public interface IGrainWithStringKey : IGrain
{
}
