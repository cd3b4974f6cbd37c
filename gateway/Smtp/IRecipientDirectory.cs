using Mail.Domain.Identity;

namespace Mail.Gateway.Smtp;

/// <summary>Who receives mail for an address, and whether there is room.</summary>
public interface IRecipientDirectory
{
    /// <param name="address">The recipient.</param>
    /// <param name="size">Octets that the client announced; 0 if it did not.</param>
    /// <param name="cancellation">Ends the wait, not the question.</param>
    /// <remarks>Any exception means that the directory does not answer: the recipient is refused for now.</remarks>
    ValueTask<RecipientResolution> ResolveAsync(EmailAddress address, long size, CancellationToken cancellation);
}
