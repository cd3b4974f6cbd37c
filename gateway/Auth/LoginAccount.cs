using System.Collections.Immutable;
using Mail.Domain.Auth;
using Mail.Domain.Identity;

namespace Mail.Gateway.Auth;

/// <summary>An account that somebody wants to log in to.</summary>
/// <param name="Id">The account.</param>
/// <param name="Address">The address it was asked for by.</param>
/// <param name="Credentials">What the password is checked against.</param>
public sealed record LoginAccount(AccountId Id, EmailAddress Address, ScramCredentials Credentials)
{
    /// <summary>Further passwords, any of which will do.</summary>
    public ImmutableArray<ScramCredentials> AppPasswords { get; init; } = [];

    /// <summary>Who the account belongs to.</summary>
    public string? Tenant { get; init; }

    /// <summary>The one of <see cref="AllCredentials"/> whose password was given; null before that.</summary>
    public ScramCredentials? LoggedInBy { get; init; }

    /// <summary>The account's own password first.</summary>
    public IEnumerable<ScramCredentials> AllCredentials => AppPasswords.Prepend(Credentials);
}
