using System.Net;
using System.Security.Cryptography;
using Mail.Domain.Auth;
using Mail.Domain.Identity;
using Mail.Protocols.Auth.Sasl;

namespace Mail.Gateway.Auth;

/// <summary>
/// Runs SASL exchanges (RFC 4422) of any protocol against the accounts here. What a failure costs is decided by the caller with
/// <see cref="LoginThrottle.Conclude"/>.
/// </summary>
public sealed class SaslLogin(AccountLookup accounts, PasswordCheck passwords, LoginThrottle throttle, DecoySecret decoys)
{
    private const int NonceLength = 24;

    private readonly ScramCredentials _decoy = new(
        RandomNumberGenerator.GetBytes(16), passwords.Iterations, RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(32));

    /// <summary>Whether <see cref="RunAsync"/> knows the mechanism; names are upper case.</summary>
    public static bool Knows(string mechanism) => mechanism is "PLAIN" or "LOGIN" or "SCRAM-SHA-256";

    /// <summary>Checks a name and a password. An unknown name costs what a wrong password costs.</summary>
    public async ValueTask<SaslResult> CheckPasswordAsync(IPAddress? client, string user, string password)
    {
        // The name is looked up first: only then is it known whose failures count.
        var account = await accounts.FindAsync(user).ConfigureAwait(false);
        if (throttle.IsBlocked(client, user))
        {
            return new SaslResult(null, user, SaslProblem.Blocked);
        }

        var (answered, match) = await passwords.FindMatchAsync(
            account?.Id ?? default, account?.AllCredentials ?? [_decoy], password, CancellationToken.None).ConfigureAwait(false);
        return !answered
            ? new SaslResult(null, user, SaslProblem.Busy)
            : new SaslResult(match is null || account is null ? null : account with { LoggedInBy = match }, user);
    }

    /// <summary>Runs one exchange to its end.</summary>
    /// <param name="client">The client's address; null if it has none.</param>
    /// <param name="mechanismName">One that <see cref="Knows"/> names.</param>
    /// <param name="initial">The initial response; null if there was none.</param>
    /// <param name="ask">Sends a challenge; gives the client's answer, or null if it gave up or sent no base64.</param>
    public async ValueTask<SaslResult> RunAsync(
        IPAddress? client, string mechanismName, byte[]? initial, Func<ReadOnlyMemory<byte>, ValueTask<byte[]?>> ask)
    {
        var mechanism = await CreateAsync(mechanismName).ConfigureAwait(false);
        var step = initial is not null ? mechanism.Respond(initial) : mechanism.Start();
        LoginAccount? account = null;
        var (user, shown) = ("", false);
        while (true)
        {
            switch (step.Kind)
            {
                case SaslStepKind.Challenge when shown && throttle.IsBlocked(client, user):
                    // Also behind a proof: the server's signature would tell one who guesses side by side that it was right.
                    return new SaslResult(null, user, SaslProblem.Blocked);
                case SaslStepKind.Challenge:
                    if (await (shown ? AskCountedAsync(client, user, ask, step.Challenge) : ask(step.Challenge)).ConfigureAwait(false) is not { } response)
                    {
                        return new SaslResult(null, user, shown ? SaslProblem.Abandoned : SaslProblem.Cancelled);
                    }

                    step = mechanism.Respond(response);
                    break;
                case SaslStepKind.CheckPassword:
                    var result = await CheckPasswordAsync(client, user = step.UserName, step.Password).ConfigureAwait(false);
                    if (result.Problem != SaslProblem.None)
                    {
                        return result;
                    }

                    account = result.Account;
                    step = mechanism.SupplyPasswordResult(account is not null);
                    break;
                case SaslStepKind.FindCredentials:
                    (user, shown) = (step.UserName, true);
                    account = await accounts.FindAsync(user).ConfigureAwait(false);
                    step = mechanism.SupplyCredentials(account?.Credentials, account?.AppPasswords ?? []);
                    break;
                case SaslStepKind.Succeeded:
                    return new SaslResult(
                        account is not null && IsSelf(step.AuthorizationId, account)
                            ? account with { LoggedInBy = account.LoggedInBy ?? mechanism.Proven }
                            : null,
                        user);
                default:
                    return new SaslResult(null, user);
            }
        }
    }

    /// <summary>Asks, and counts a failure if the client just goes, which else would be the free way to cancel.</summary>
    private async ValueTask<byte[]?> AskCountedAsync(
        IPAddress? client, string user, Func<ReadOnlyMemory<byte>, ValueTask<byte[]?>> ask, ReadOnlyMemory<byte> challenge)
    {
        try
        {
            return await ask(challenge).ConfigureAwait(false);
        }
        catch
        {
            throttle.Conclude(client, user, correct: false);
            throw;
        }
    }

    private async ValueTask<SaslServerMechanism> CreateAsync(string name) => name switch
    {
        "PLAIN" => new PlainMechanism(),
        "LOGIN" => new LoginMechanism(),
        _ => new ScramSha256Mechanism(
            Convert.ToBase64String(RandomNumberGenerator.GetBytes(NonceLength)), await decoys.GetAsync().ConfigureAwait(false), passwords.Iterations),
    };

    /// <summary>Nobody acts for another here: an authorization identity must be the account's own.</summary>
    private static bool IsSelf(string authorizationId, LoginAccount account) =>
        authorizationId.Length == 0 || (EmailAddress.TryParse(authorizationId, out var address) && address == account.Address);
}
