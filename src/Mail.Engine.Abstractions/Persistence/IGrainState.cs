namespace Orleans;

/// <summary>A state with its version, as storage providers see it.</summary>
public interface IGrainState<T>
{
    T State { get; set; }

    string ETag { get; set; }

    bool RecordExists { get; set; }
}

/// <summary>A state with its version.</summary>
public class GrainState<T> : IGrainState<T>
{
    public GrainState()
    {
    }

    public GrainState(T state) => State = state;

    public GrainState(T state, string eTag)
    {
        State = state;
        ETag = eTag;
    }

    public T State { get; set; } = default!;

    public string ETag { get; set; } = null!;

    public bool RecordExists { get; set; }
}
