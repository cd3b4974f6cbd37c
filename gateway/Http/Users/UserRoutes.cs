using Mail.Contracts.Accounts;
using Mail.Contracts.Catalog;
using Mail.Domain.Identity;
using Mail.Domain.Mailboxes;
using Mail.Gateway.Auth;
using Mail.Gateway.Http.Auth;
using Mail.Gateway.Http.Operations;
using Mail.Gateway.Http.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Orleans;

namespace Mail.Gateway.Http.Users;

/// <summary>Users.</summary>
internal static class UserRoutes
{
    private const string Tag = "Users";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/domains/{domain}/users", ListAsync)
            .Describe(new OperationInfo("listUsers", Tag, Access.Tenant, "Lists a domain's users", "By local part."));
        api.MapPost("/domains/{domain}/users", CreateAsync).Describe(new OperationInfo(
            "createUser", Tag, Access.Tenant, "Creates a user", "With a mailbox that has INBOX, Drafts, Sent, Junk, Trash and Archive.")
        {
            Changes = true, Creates = true, HasBody = true, Errors = [OperationError.Exists("The address is taken.")],
        });
        api.MapGet("/users/{user}", Get).Describe(new OperationInfo("getUser", Tag, Access.Tenant, "Shows a user") { HasETag = true });
        api.MapPatch("/users/{user}", UpdateAsync).Describe(new OperationInfo(
            "updateUser", Tag, Access.Tenant, "Changes display name, password, quota, or whether a user may log in")
        {
            Changes = true, HasBody = true, HasETag = true,
        });
        api.MapDelete("/users/{user}", DeleteAsync).Describe(new OperationInfo(
            "deleteUser", Tag, Access.Tenant, "Deletes a user with mailbox and mail", "The address is free afterwards. This cannot be undone.") { Changes = true });
    }

    private static async Task<Page<UserDocument>> ListAsync(IGrainFactory grains, HttpContext http, int? limit, string? cursor)
    {
        var most = Paging.Limit(limit);
        var found = await grains.GetGrain<ICatalogGrain>(0).ListAccountsAsync(ApiCall.Of(http).Domain, Paging.Text(cursor), most);
        return new Page<UserDocument>(found.Select(Document).ToList(), found.Length == most ? Paging.Cursor(found[^1].Address.LocalPart) : null);
    }

    private static async Task<Created<UserDocument>> CreateAsync(CreateUserBody body, IGrainFactory grains, PasswordCheck passwords, TimeProvider time, HttpContext http)
    {
        var call = ApiCall.Of(http);
        if (!EmailAddress.TryCreate(body.LocalPart, call.Domain, out var address))
        {
            throw ApiException.Invalid($"'{body.LocalPart}' is not the local part of an address.");
        }

        var account = grains.GetGrain<IAccountGrain>(call.NewId(time));
        await account.CreateAsync(new CreateAccount(
            address, body.DisplayName ?? body.LocalPart, Passwords.NewVerifier(body.Password, passwords.Iterations), Quota(body.Quota ?? new QuotaDocument())));
        var document = http.WithETag(Document((await account.GetAsync())!));
        return TypedResults.Created($"/api/v2/users/{document.Id}", document);
    }

    private static UserDocument Get(HttpContext http) => http.WithETag(Document(ApiCall.Of(http).User!));

    private static async Task<UserDocument> UpdateAsync(UpdateUserBody body, IGrainFactory grains, PasswordCheck passwords, HttpContext http)
    {
        var present = ApiCall.Of(http).User!;
        var expected = ETags.Match(http, Document(present)) ? present : null;
        var account = grains.GetGrain<IAccountGrain>(present.Id.Value);
        var verifier = body.Password is null ? null : await Passwords.NewVerifierAsync(body.Password, passwords.Iterations, account);
        var changed = await account.UpdateAsync(new UpdateAccount(
            body.DisplayName, body.Enabled, body.Quota is { } quota ? Quota(quota) : null, verifier, expected) { CopyToSent = body.CopyToSent });
        return http.WithETag(Document(changed));
    }

    private static async Task<NoContent> DeleteAsync(IGrainFactory grains, HttpContext http)
    {
        await grains.GetGrain<IAccountGrain>(ApiCall.Of(http).User!.Id.Value).DeleteAsync();
        return TypedResults.NoContent();
    }

    private static MailQuota Quota(QuotaDocument quota) => quota is { Bytes: >= 0, Messages: >= 0 }
        ? new MailQuota(quota.Bytes, quota.Messages)
        : throw ApiException.Invalid("A quota must not be negative; 0 is no limit.");

    private static UserDocument Document(AccountInfo user) => new(
        user.Id.ToString(), user.Address.ToString(), user.Tenant.Value, user.DisplayName, user.Enabled,
        new QuotaDocument(user.Quota.MaxBytes, user.Quota.MaxMessages), user.CopyToSent, CreatedAt(user.Id));

    // A UUIDv7 begins with its milliseconds since 1970 (RFC 9562 section 5.7).
    private static DateTimeOffset CreatedAt(AccountId id) =>
        DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(id.ToString().AsSpan(0, 12), System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture));
}
