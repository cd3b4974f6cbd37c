namespace Orleans.Core.Internal;

/// <summary>A grain context that knows which call chains may re-enter it.</summary>
public interface ICallChainReentrantGrainContext
{
    void OnEnterReentrantSection(Guid reentrancyId);

    void OnExitReentrantSection(Guid reentrancyId);
}
