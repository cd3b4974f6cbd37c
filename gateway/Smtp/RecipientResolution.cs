using System.Collections.Immutable;
using Mail.Domain.Identity;

namespace Mail.Gateway.Smtp;

/// <summary>Answer of <see cref="IRecipientDirectory"/>; accounts and addresses are set for <see cref="RecipientVerdict.Accepted"/> only.</summary>
/// <param name="Verdict">Whether it is taken.</param>
/// <param name="Accounts">Whose mailboxes get a copy.</param>
public readonly record struct RecipientResolution(RecipientVerdict Verdict, ImmutableArray<AccountId> Accounts)
{
    private readonly ImmutableArray<EmailAddress> _elsewhere;

    /// <summary>Addresses in domains that are not served here, to which the recipient forwards.</summary>
    public ImmutableArray<EmailAddress> Elsewhere
    {
        get => _elsewhere.IsDefault ? [] : _elsewhere;
        init => _elsewhere = value;
    }

    public static RecipientResolution Refused(RecipientVerdict verdict) => new(verdict, []);
}
