using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Mail.Contracts.Accounts;
using Mail.Contracts.Keys;
using Mail.Domain.Auth;
using Mail.Gateway.Auth;
using Mail.Gateway.Http.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Mail.Gateway.Http.Auth;

/// <summary>Finds out who calls: an API key as bearer token or in X-Api-Key, or a user's address and password by HTTP Basic.</summary>
internal sealed class CallerAuthenticator(
    IGrainFactory grains, AccountLookup accounts, PasswordCheck passwords, LoginThrottle throttle, TimeProvider time, ILogger<CallerAuthenticator> log)
{
    private const string Needed = "Send an API key as 'Authorization: Bearer KEY', or a user's address and password by HTTP Basic.";

    private readonly ScramCredentials _decoy = new(
        RandomNumberGenerator.GetBytes(16), ScramCredentials.DefaultIterations, RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(32));

    /// <exception cref="ApiException">Nobody that is known here.</exception>
    public async ValueTask<Caller> AuthenticateAsync(HttpContext http)
    {
        if (http.Request.Headers["X-Api-Key"].ToString() is { Length: > 0 } key)
        {
            return await KeyAsync(http, key);
        }

        if (!AuthenticationHeaderValue.TryParse(http.Request.Headers.Authorization, out var given) || given.Parameter is not { } parameter)
        {
            throw ApiException.Unauthenticated(Needed);
        }

        return given.Scheme.ToUpperInvariant() switch
        {
            "BEARER" => await KeyAsync(http, parameter),
            "BASIC" => await UserAsync(http, parameter),
            _ => throw ApiException.Unauthenticated(Needed),
        };
    }

    private async ValueTask<Caller> KeyAsync(HttpContext http, string text)
    {
        if (ApiKeyText.TryRead(text, out var id, out var hash)
            && await grains.GetGrain<IApiKeyGrain>(id).VerifyAsync(hash) is { } info)
        {
            var kind = info.Tenant is null ? CallerKind.System : CallerKind.Tenant;
            return new Caller(kind, "key:" + info.Id, info.Tenant, null, Encoding.UTF8.GetBytes(text));
        }

        log.CredentialsRefused(http.Connection.RemoteIpAddress, "key " + LoggedName.Of(id));
        throw ApiException.Unauthenticated("The API key is not known here, or was revoked: create a new one.");
    }

    private async ValueTask<Caller> UserAsync(HttpContext http, string parameter)
    {
        var (user, password) = Split(parameter);
        var address = http.Connection.RemoteIpAddress;
        if (throttle.IsBlocked(address, user))
        {
            throw Blocked();
        }

        var account = await accounts.FindAsync(user);
        var correct = await passwords.CheckAsync(account?.Id ?? default, account?.AllCredentials ?? [_decoy], password, http.RequestAborted)
            ?? throw ApiException.Unavailable("Too many logins at once; try again.");
        var decision = throttle.Conclude(address, user, correct && account is not null);
        if (decision.Outcome == LoginOutcome.Blocked)
        {
            throw Blocked();
        }

        if (decision.Outcome == LoginOutcome.Accepted && account is not null
            && await grains.GetGrain<IAccountGrain>(account.Id.Value).GetAsync() is { } info)
        {
            return new Caller(CallerKind.User, "user:" + info.Address, info.Tenant, info.Id, Encoding.UTF8.GetBytes(password));
        }

        log.CredentialsRefused(address, LoggedName.Of(user));
        await Task.Delay(decision.Delay, time, http.RequestAborted);
        throw ApiException.Unauthenticated("Address or password are wrong.");
    }

    private static ApiException Blocked() => ApiException.Unauthenticated("Too many failed logins: try again later.");

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
