using Orleans;

namespace EngineFigures;

/// <summary>A grain that answers at once.</summary>
public interface IEchoGrain : IGrainWithIntegerKey
{
    Task<int> Next(int number);
}
