namespace Mail.Storage.Sweeping;

/// <summary>What messages lie in by the many, and what is deleted as a whole: segment files, or partitions of the landing table.</summary>
internal interface IBlobContainers
{
    /// <summary>What one is called, for the log.</summary>
    string Noun { get; }

    /// <summary>Those that get no more messages and of which none owes a delivery, as far as that is on stable storage.</summary>
    ValueTask<IReadOnlyList<long>> FindSettledAsync(CancellationToken cancellation);

    /// <summary>Deletes a settled one; returns the bytes that are free again.</summary>
    ValueTask<long> DeleteAsync(long container, CancellationToken cancellation);
}
