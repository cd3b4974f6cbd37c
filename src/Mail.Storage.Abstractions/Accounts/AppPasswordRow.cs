using Mail.Domain.Auth;

namespace Mail.Storage.Accounts;

/// <summary>A further password of an account.</summary>
/// <param name="Id">Unique in the account.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="Verifier">What is kept of it.</param>
public sealed record AppPasswordRow(string Id, string Name, DateTimeOffset CreatedAt, ScramCredentials Verifier);
