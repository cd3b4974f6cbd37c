using Mail.Contracts.Accounts;
using Mail.Gateway.Http.Auth;
using Mail.Gateway.Http.Operations;
using Mail.Gateway.Http.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Orleans;

namespace Mail.Gateway.Http.Users;

/// <summary>App passwords.</summary>
internal static class AppPasswordRoutes
{
    private const string Tag = "App passwords";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/users/{user}/app-passwords", ListAsync)
            .Describe(new OperationInfo("listAppPasswords", Tag, Access.Tenant, "Lists a user's app passwords", "All of them, without the passwords."));
        api.MapPost("/users/{user}/app-passwords", CreateAsync).Describe(new OperationInfo(
            "createAppPassword", Tag, Access.Tenant, "Creates an app password", "The password is in the response and nowhere else.")
        {
            Changes = true, Creates = true, HasBody = true,
            Errors =
            [
                OperationError.Precondition("The user is disabled."),
                OperationError.Exhausted("The user has 25 app passwords."),
            ],
        });
        api.MapDelete("/users/{user}/app-passwords/{id}", RevokeAsync)
            .Describe(new OperationInfo("revokeAppPassword", Tag, Access.Tenant, "Revokes an app password") { Changes = true });
    }

    private static async Task<Page<AppPasswordDocument>> ListAsync(IGrainFactory grains, HttpContext http)
    {
        var passwords = await Account(grains, http).ListAppPasswordsAsync();
        return new Page<AppPasswordDocument>(passwords.Select(p => new AppPasswordDocument(p.Id, p.Name, p.CreatedAt)).ToList());
    }

    private static async Task<Created<NewAppPasswordDocument>> CreateAsync(
        CreateAppPasswordBody body, IGrainFactory grains, TimeProvider time, HttpContext http)
    {
        if (string.IsNullOrWhiteSpace(body.Name))
        {
            throw ApiException.Invalid("Give the app password a name, such as the device it is for.");
        }

        var (call, account) = (ApiCall.Of(http), Account(grains, http));
        var main = await account.GetCredentialsAsync() ?? throw ApiException.Precondition("The user is disabled: enable it first.");
        var password = Passwords.Generate();
        var made = new AppPassword(
            Convert.ToHexStringLower(call.NewBytes(8)), body.Name, time.GetUtcNow(),
            Passwords.Make(password, main.Password.Salt, main.Password.Iterations));
        if (call.IsResumed)
        {
            // Nobody was told the password that an earlier run of this request may have made.
            await account.RemoveAppPasswordAsync(made.Id);
        }

        await account.AddAppPasswordAsync(made);
        return TypedResults.Created(
            $"/api/v2/users/{call.User!.Id}/app-passwords/{made.Id}", new NewAppPasswordDocument(made.Id, made.Name, made.CreatedAt, password));
    }

    private static async Task<NoContent> RevokeAsync(string id, IGrainFactory grains, HttpContext http) =>
        await Account(grains, http).RemoveAppPasswordAsync(id)
            ? TypedResults.NoContent()
            : throw ApiException.NotFound($"There is no app password '{id}'.");

    private static IAccountGrain Account(IGrainFactory grains, HttpContext http) => grains.GetGrain<IAccountGrain>(ApiCall.Of(http).User!.Id.Value);
}
