using Mail.Contracts.Accounts;
using Mail.Contracts.Errors;
using Mail.Domain.Auth;

namespace Mail.Grains.Account;

/// <summary>What an account may be given.</summary>
internal static class AccountInput
{
    public const int LongestName = 200;

    /// <exception cref="MailException">InvalidArgument.</exception>
    public static ScramCredentials Verifier(ScramVerifier given)
    {
        try
        {
            return AccountViews.Stored(given);
        }
        catch (ArgumentException)
        {
            throw MailException.Invalid(
                $"A verifier needs a salt of {ScramCredentials.MinSaltLength} to {ScramCredentials.MaxSaltLength} bytes, 32-byte keys and {ScramCredentials.MinIterations} to {ScramCredentials.MaxIterations} iterations.");
        }
    }

    /// <exception cref="MailException">InvalidArgument.</exception>
    public static string Name(string given) =>
        given.Length > LongestName ? throw MailException.Invalid($"A name can have at most {LongestName} characters.")
        : given.Any(char.IsControl) ? throw MailException.Invalid("A name can have no control characters, such as line ends.")
        : given;
}
