using Mail.Domain.Identity;
using Mail.Gateway.Smtp;

namespace Mail.Gateway.Tests.Fakes;

/// <summary>Serves <c>here.example</c>: names that say what happens, and anybody else is unknown.</summary>
internal sealed class FakeDirectory : IRecipientDirectory
{
    public static readonly AccountId Ann = new(new Guid("00000000-0000-7000-8000-00000000000a"));
    public static readonly AccountId Bob = new(new Guid("00000000-0000-7000-8000-00000000000b"));

    public ValueTask<RecipientResolution> ResolveAsync(EmailAddress address, long size, CancellationToken cancellation)
    {
        if (address.Domain.Value != "here.example")
        {
            return new(RecipientResolution.Refused(RecipientVerdict.ForeignDomain));
        }

        return address.LocalPart switch
        {
            "ann" or "postmaster" or "jörg" => new(new RecipientResolution(RecipientVerdict.Accepted, [Ann])),
            "bob" => new(new RecipientResolution(RecipientVerdict.Accepted, [Bob])),
            "both" => new(new RecipientResolution(RecipientVerdict.Accepted, [Ann, Bob])),
            "full" => new(RecipientResolution.Refused(size > 1000 ? RecipientVerdict.MailboxTooSmall : RecipientVerdict.MailboxFull)),
            "forward" => new(new RecipientResolution(RecipientVerdict.Accepted, [Bob]) { Elsewhere = [EmailAddress.Parse("x@far.example")] }),
            "broken" => ValueTask.FromException<RecipientResolution>(new InvalidOperationException("no answer")),
            _ when address.LocalPart.StartsWith("user", StringComparison.Ordinal) => new(new RecipientResolution(RecipientVerdict.Accepted, [Ann])),
            _ => new(RecipientResolution.Refused(RecipientVerdict.UnknownUser)),
        };
    }
}
