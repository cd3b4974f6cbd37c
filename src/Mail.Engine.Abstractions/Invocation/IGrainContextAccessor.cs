namespace Orleans.Runtime;

/// <summary>Gives the grain whose turn runs.</summary>
public interface IGrainContextAccessor
{
    IGrainContext GrainContext { get; }
}
