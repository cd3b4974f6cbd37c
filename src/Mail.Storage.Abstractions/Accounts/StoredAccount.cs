using System.Collections.Immutable;

namespace Mail.Storage.Accounts;

/// <summary>An account as it was read.</summary>
/// <param name="Row">Its columns.</param>
/// <param name="AppPasswords">From the oldest to the newest, and by id.</param>
/// <param name="Version">Of both: a change of either makes a new one.</param>
public sealed record StoredAccount(AccountRow Row, ImmutableArray<AppPasswordRow> AppPasswords, Guid Version);
