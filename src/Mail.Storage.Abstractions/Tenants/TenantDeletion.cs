using System.Collections.Immutable;
using Mail.Storage.Rows;

namespace Mail.Storage.Tenants;

/// <summary>Answer to the end of a tenant.</summary>
/// <param name="Outcome">In use: it has domains.</param>
/// <param name="ApiKeys">Ids of its API keys, which went with it.</param>
public sealed record TenantDeletion(DeletionOutcome Outcome, ImmutableArray<string> ApiKeys);
