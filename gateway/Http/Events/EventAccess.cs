using System.Collections.Immutable;
using System.Text;
using Mail.Contracts.Accounts;
using Mail.Contracts.Keys;
using Mail.Domain.Auth;
using Mail.Gateway.Auth;
using Mail.Gateway.Http.Auth;
using Orleans;

namespace Mail.Gateway.Http.Events;

/// <summary>Whether the credentials that opened an event connection would still open it.</summary>
internal sealed class EventAccess(Caller caller, IGrainFactory grains, PasswordCheck passwords)
{
    public async ValueTask<bool> IsStillGivenAsync() => caller.Account is { } account
        ? await IsPasswordAsync(grains.GetGrain<IAccountGrain>(account.Value))
        : await IsKeyAsync();

    private async ValueTask<bool> IsKeyAsync() =>
        ApiKeyText.TryRead(Encoding.UTF8.GetString(caller.Secret.Span), out var id, out var hash)
        && await grains.GetGrain<IApiKeyGrain>(id).VerifyAsync(hash) is not null;

    /// <summary>False, too, if the account is disabled or gone. Too many checks at once are no reason to end a connection.</summary>
    private async ValueTask<bool> IsPasswordAsync(IAccountGrain account)
    {
        if (await account.GetCredentialsAsync() is not { } credentials)
        {
            return false;
        }

        ImmutableArray<ScramCredentials> verifiers =
            [.. credentials.AppPasswords.Prepend(credentials.Password).Select(v => new ScramCredentials(v.Salt, v.Iterations, v.StoredKey, v.ServerKey))];
        return await passwords.CheckAsync(caller.Account!.Value, verifiers, Encoding.UTF8.GetString(caller.Secret.Span), CancellationToken.None) ?? true;
    }
}
