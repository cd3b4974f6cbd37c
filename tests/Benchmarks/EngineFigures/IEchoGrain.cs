using Orleans;

namespace EngineFigures;

/// <summary>A grain that answers at once.</summary>
public interface IEchoGrain : IGrainWithIntegerKey
{
    Task<int> Next(int number);

    /// <summary>Gives up its turn once before it answers, so that the call goes through the scheduler.</summary>
    Task<int> NextLater(int number);
}
