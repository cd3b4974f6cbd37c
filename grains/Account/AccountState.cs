using System.Collections.Immutable;
using Mail.Contracts.Accounts;
using Mail.Domain.Identity;
using Mail.Domain.Mailboxes;
using Orleans;

namespace Mail.Grains.Account;

/// <summary>Stored state of an account.</summary>
[GenerateSerializer, Alias("mail.state.account")]
public sealed class AccountState
{
    [Id(0)]
    public TenantId Tenant { get; set; }

    [Id(1)]
    public EmailAddress Address { get; set; }

    [Id(2)]
    public string DisplayName { get; set; } = "";

    [Id(3)]
    public ScramVerifier? Verifier { get; set; }

    [Id(4)]
    public MailQuota Quota { get; set; }

    [Id(5)]
    public bool Disabled { get; set; }

    [Id(6)]
    public bool CopyToSent { get; set; }

    [Id(7)]
    public ImmutableArray<AppPassword> AppPasswords { get; set; } = [];

    /// <summary>A deletion has begun and must be finished.</summary>
    [Id(8)]
    public bool Deleting { get; set; }
}
