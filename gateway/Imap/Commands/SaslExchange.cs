using System.Security.Cryptography;
using System.Text;
using Mail.Domain.Auth;
using Mail.Domain.Identity;
using Mail.Gateway.Auth;
using Mail.Gateway.Imap.Session;
using Mail.Protocols.Auth.Sasl;
using Mail.Protocols.Imap;

namespace Mail.Gateway.Imap.Commands;

/// <summary>How an attempt to authenticate ended.</summary>
/// <param name="Account">The account, if it succeeded.</param>
/// <param name="UserName">Who tried.</param>
/// <param name="Reply">What to answer where it is not simply refused.</param>
internal readonly record struct SaslOutcome(LoginAccount? Account, string UserName, ImapReply? Reply = null);

/// <summary>Runs SASL exchanges over IMAP (RFC 3501 section 6.2.2).</summary>
internal sealed class SaslExchange(AccountLookup accounts, PasswordCheck passwords, LoginThrottle throttle)
{
    private const int LongestLine = 12 * 1024;
    private const int NonceLength = 24;

    private readonly byte[] _decoyKey = RandomNumberGenerator.GetBytes(32);
    private readonly ScramCredentials _decoy = new(
        RandomNumberGenerator.GetBytes(16), ScramCredentials.DefaultIterations, RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(32));

    /// <summary>The answer to an attempt that is not looked at (RFC 5530 section 3).</summary>
    public static ImapReply Blocked { get; } = ImapReply.No("Too many failed logins, try again later", ImapResponseCode.Unavailable);

    /// <summary>Checks a name and a password. An unknown name costs what a wrong password costs.</summary>
    public async ValueTask<SaslOutcome> CheckPasswordAsync(ImapSessionContext session, string user, string password)
    {
        if (throttle.IsBlocked(session.Address, user))
        {
            return new SaslOutcome(null, user, Blocked);
        }

        var account = await accounts.FindAsync(user).ConfigureAwait(false);
        var correct = await passwords.CheckAsync(account?.Id ?? default, account?.Credentials ?? _decoy, password, CancellationToken.None)
            .ConfigureAwait(false);
        return correct is null
            ? new SaslOutcome(null, user, ImapReply.No("Too many logins at once, try again", ImapResponseCode.Unavailable))
            : new SaslOutcome(correct == true ? account : null, user);
    }

    public async ValueTask<SaslOutcome> RunAsync(ImapSessionContext session, AuthenticateCommand command)
    {
        var mechanism = Create(command.Mechanism);
        var step = command.InitialResponse is { } initial ? mechanism.Respond(initial) : mechanism.Start();
        LoginAccount? account = null;
        var user = "";
        while (true)
        {
            switch (step.Kind)
            {
                case SaslStepKind.Challenge:
                    if (await AskAsync(session, step.Challenge).ConfigureAwait(false) is not { } response)
                    {
                        return new SaslOutcome(null, user, ImapReply.Bad("Authentication cancelled, or not base64"));
                    }

                    step = mechanism.Respond(response);
                    break;
                case SaslStepKind.CheckPassword:
                    var outcome = await CheckPasswordAsync(session, user = step.UserName, step.Password).ConfigureAwait(false);
                    if (outcome.Reply is not null)
                    {
                        return outcome;
                    }

                    account = outcome.Account;
                    step = mechanism.SupplyPasswordResult(account is not null);
                    break;
                case SaslStepKind.FindCredentials:
                    user = step.UserName;
                    if (throttle.IsBlocked(session.Address, user))
                    {
                        return new SaslOutcome(null, user, Blocked);
                    }

                    account = await accounts.FindAsync(user).ConfigureAwait(false);
                    step = mechanism.SupplyCredentials(account?.Credentials);
                    break;
                case SaslStepKind.Succeeded:
                    return new SaslOutcome(account is not null && IsSelf(step.AuthorizationId, account) ? account : null, user);
                default:
                    return new SaslOutcome(null, user);
            }
        }
    }

    private SaslServerMechanism Create(string name) => name switch
    {
        "PLAIN" => new PlainMechanism(),
        "LOGIN" => new LoginMechanism(),
        _ => new ScramSha256Mechanism(Convert.ToBase64String(RandomNumberGenerator.GetBytes(NonceLength)), _decoyKey),
    };

    /// <summary>Sends a challenge; the client's answer, or null if it gave up or sent no base64.</summary>
    private static async ValueTask<byte[]?> AskAsync(ImapSessionContext session, ReadOnlyMemory<byte> challenge)
    {
        session.Writer.Continuation(Encoding.ASCII.GetBytes(Convert.ToBase64String(challenge.Span)));
        await session.Output.FlushAsync().ConfigureAwait(false);
        if (await session.Input.ReadLineAsync(LongestLine).ConfigureAwait(false) is not { } line)
        {
            throw new ImapPeerGoneException();
        }

        try
        {
            return Convert.FromBase64String(Encoding.ASCII.GetString(line));
        }
        catch (FormatException)
        {
            // Also "*", by which a client cancels.
            return null;
        }
    }

    /// <summary>Nobody acts for another here: an authorization identity must be the account's own.</summary>
    private static bool IsSelf(string authorizationId, LoginAccount account) =>
        authorizationId.Length == 0 || (EmailAddress.TryParse(authorizationId, out var address) && address == account.Address);
}
