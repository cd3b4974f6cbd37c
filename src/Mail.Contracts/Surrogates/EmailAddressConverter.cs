using Mail.Domain.Identity;
using Orleans;

namespace Mail.Contracts.Surrogates;

/// <summary>Translates <see cref="EmailAddress"/> for the wire.</summary>
[RegisterConverter]
public sealed class EmailAddressConverter : IConverter<EmailAddress, EmailAddressSurrogate>
{
    public EmailAddress ConvertFromSurrogate(in EmailAddressSurrogate surrogate) => surrogate.LocalPart is null
        ? default
        : EmailAddress.TryCreate(surrogate.LocalPart, DomainName.Parse(surrogate.Domain ?? ""), out var address)
            ? address
            : throw new FormatException("not a mail address");

    public EmailAddressSurrogate ConvertToSurrogate(in EmailAddress value) => new() { LocalPart = value.LocalPart, Domain = value.Domain.Value };
}
