namespace Mail.Silo.Cli.Import;

/// <summary>A message to import.</summary>
/// <param name="Source">Where it comes from, for people.</param>
/// <param name="Folder">Full name of the folder that it goes to.</param>
/// <param name="Flags">In IMAP's spelling.</param>
/// <param name="ReceivedAt">INTERNALDATE.</param>
/// <param name="Size">Octets, about: for the bound of what is in memory.</param>
/// <param name="Load">Gives its bytes; throws <see cref="BadMessageException"/>.</param>
internal sealed record ImportItem(
    string Source, string Folder, IReadOnlyList<string> Flags, DateTimeOffset ReceivedAt, long Size, Func<CancellationToken, Task<ReadOnlyMemory<byte>>> Load)
{
    /// <summary>Share of the whole that is read when this one is; 0 to 1.</summary>
    public double Progress { get; init; }
}
