using System.Collections.Immutable;

namespace Mail.Storage.Queue;

/// <summary>Waiting events of one queue, as they were at one moment.</summary>
/// <param name="Rows">By ascending id.</param>
/// <param name="Newest">The highest id in the queue at that moment; 0 if it was empty.</param>
public readonly record struct OutboxPage(ImmutableArray<OutboxRow> Rows, long Newest);
