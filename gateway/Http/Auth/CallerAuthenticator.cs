using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Mail.Contracts.Accounts;
using Mail.Contracts.Keys;
using Mail.Domain.Auth;
using Mail.Gateway.Auth;
using Mail.Gateway.Http.Problems;
using Mail.Gateway.Limits;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Mail.Gateway.Http.Auth;

/// <summary>Finds out who calls: an API key as bearer token or in X-Api-Key, or a user's address and password by HTTP Basic.</summary>
internal sealed class CallerAuthenticator(
    IGrainFactory grains, AccountLookup accounts, PasswordCheck passwords, LoginThrottle throttle, ClientLimits limits, TimeProvider time, ILogger<CallerAuthenticator> log)
{
    private const string Needed = "Send an API key as 'Authorization: Bearer KEY', or a user's address and password by HTTP Basic.";
    private const string Wrong = "Address or password are wrong.";

    private readonly ScramCredentials _decoy = new(
        RandomNumberGenerator.GetBytes(16), passwords.Iterations, RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(32));

    /// <exception cref="ApiException">Nobody that is known here.</exception>
    public async ValueTask<Caller> AuthenticateAsync(HttpContext http)
    {
        if (KeyOf(http.Request) is { } key)
        {
            return await AuthenticateKeyAsync(http, key);
        }

        return AuthenticationHeaderValue.TryParse(http.Request.Headers.Authorization, out var given)
            && given is { Parameter: { } parameter } && given.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase)
            ? await UserAsync(http, parameter)
            : throw ApiException.Unauthenticated(Needed);
    }

    /// <summary>Who calls what anybody may call: nobody, unless there is an API key and it is found to be good.</summary>
    public async ValueTask<Caller> RecognizeAsync(HttpContext http)
    {
        try
        {
            return KeyOf(http.Request) is { } key ? await AuthenticateKeyAsync(http, key) : Caller.Nobody;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The store may be what does not answer, and that is what the caller wants to see.
            return Caller.Nobody;
        }
    }

    /// <summary>Who calls with an API key, however it came.</summary>
    /// <exception cref="ApiException">The key is not known here, or its failures were too many.</exception>
    public async ValueTask<Caller> AuthenticateKeyAsync(HttpContext http, string text)
    {
        // Two keys that cannot be read are one name: what is counted is the client's failures.
        var name = ApiKeyText.TryRead(text, out var id, out var hash) ? "key:" + id : "key:";
        var address = http.Connection.RemoteIpAddress;
        RefuseBlocked(address, name);
        var info = id.Length > 0 ? await grains.GetGrain<IApiKeyGrain>(id).VerifyAsync(hash) : null;
        await ConcludeAsync(http, name, info is not null, "The API key is not known here, or was revoked: create a new one.");
        var kind = info!.Tenant is null ? CallerKind.System : CallerKind.Tenant;
        return new Caller(kind, "key:" + info.Id, info.Tenant, null, Encoding.UTF8.GetBytes(text));
    }

    private static string? KeyOf(HttpRequest request) =>
        request.Headers["X-Api-Key"].ToString() is { Length: > 0 } key ? key
        : AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var given) && given.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
            ? given.Parameter
            : null;

    private async ValueTask<Caller> UserAsync(HttpContext http, string parameter)
    {
        var (user, password) = Split(parameter);
        RefuseBlocked(http.Connection.RemoteIpAddress, user);
        var account = await accounts.FindAsync(user);
        var correct = await passwords.CheckAsync(account?.Id ?? default, account?.AllCredentials ?? [_decoy], password, http.RequestAborted)
            ?? throw ApiException.Unavailable("Too many logins at once; try again.");
        await ConcludeAsync(http, user, correct && account is not null, Wrong);
        return await grains.GetGrain<IAccountGrain>(account!.Id.Value).GetAsync() is { } info
            ? new Caller(CallerKind.User, "user:" + info.Address, info.Tenant, info.Id, Encoding.UTF8.GetBytes(password))
            : throw ApiException.Unauthenticated(Wrong);
    }

    private void RefuseBlocked(IPAddress? address, string name)
    {
        if (throttle.BlockedFor(address, name) is var rest && rest > TimeSpan.Zero)
        {
            throw Blocked(address, rest);
        }
    }

    /// <summary>Returns if the credentials were right, and else refuses them: slower and slower, as logins of every protocol are.</summary>
    private async ValueTask ConcludeAsync(HttpContext http, string name, bool correct, string refusal)
    {
        var address = http.Connection.RemoteIpAddress;
        var decision = throttle.Conclude(address, name, correct);
        switch (decision.Outcome)
        {
            case LoginOutcome.Accepted:
                return;
            case LoginOutcome.Blocked:
                throw Blocked(address, decision.Delay);
            default:
                log.CredentialsRefused(address, LoggedName.Of(name));
                await Task.Delay(decision.Delay, time, http.RequestAborted);
                throw ApiException.Unauthenticated(refusal);
        }
    }

    private ApiException Blocked(IPAddress? address, TimeSpan rest)
    {
        limits.Struck("http", LimitName.FailedLogins, address is null ? null : ClientNetwork.Of(address));
        return new ApiException(
            StatusCodes.Status429TooManyRequests, ApiCode.ResourceExhausted, "Credentials from this client failed too often: try again later.") { RetryAfter = rest };
    }

    private static (string User, string Password) Split(string parameter)
    {
        try
        {
            // RFC 7617 section 2.1: UTF-8, as our challenge says.
            var text = Encoding.UTF8.GetString(Convert.FromBase64String(parameter));
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            return colon > 0 ? (text[..colon], text[(colon + 1)..]) : throw ApiException.Unauthenticated(Needed);
        }
        catch (FormatException)
        {
            throw ApiException.Unauthenticated(Needed);
        }
    }
}
