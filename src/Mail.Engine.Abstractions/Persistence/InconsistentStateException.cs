using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>The stored version is not the one the writer read: another activation wrote. Escaping a grain, it deactivates the grain.</summary>
public class InconsistentStateException : OrleansException
{
    public InconsistentStateException()
    {
    }

    public InconsistentStateException(string message)
        : base(message)
    {
    }

    public InconsistentStateException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public InconsistentStateException(string errorMsg, string storedEtag, string currentEtag)
        : base($"{errorMsg} Stored ETag: {storedEtag}, expected: {currentEtag}.")
    {
        StoredEtag = storedEtag;
        CurrentEtag = currentEtag;
    }

    public string? StoredEtag { get; }

    public string? CurrentEtag { get; }
}
