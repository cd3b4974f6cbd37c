namespace Mail.Engine.Scheduling;

/// <summary>Work that runs in one turn. It must not throw.</summary>
internal abstract class Turn
{
    public abstract void Run();
}
