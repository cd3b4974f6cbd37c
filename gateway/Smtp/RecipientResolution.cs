using System.Collections.Immutable;
using Mail.Domain.Identity;

namespace Mail.Gateway.Smtp;

/// <summary>Answer of <see cref="IRecipientDirectory"/>; accounts are set for <see cref="RecipientVerdict.Accepted"/> only.</summary>
public readonly record struct RecipientResolution(RecipientVerdict Verdict, ImmutableArray<AccountId> Accounts)
{
    public static RecipientResolution Refused(RecipientVerdict verdict) => new(verdict, []);
}
