using System.Collections.Immutable;
using Mail.Domain.Identity;
using Mail.Protocols.Smtp;

namespace Mail.Gateway.Smtp;

/// <summary>A recipient whose mail goes on to other servers.</summary>
/// <param name="Address">The address here.</param>
/// <param name="Parameters">What the sender wants of it.</param>
/// <param name="Targets">Where it goes on to.</param>
internal sealed record ForwardedRecipient(EmailAddress Address, RcptParameters Parameters, ImmutableArray<EmailAddress> Targets);
