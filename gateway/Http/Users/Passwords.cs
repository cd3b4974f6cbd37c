using System.Security.Cryptography;
using Mail.Contracts.Accounts;
using Mail.Domain.Auth;
using Mail.Gateway.Http.Problems;

namespace Mail.Gateway.Http.Users;

/// <summary>Makes verifiers of passwords. All passwords of one account share salt and iterations, so that SCRAM can tell any of them.</summary>
internal static class Passwords
{
    public const int Shortest = 8;
    public const int Longest = 256;

    private const string Letters = "abcdefghijkmnpqrstuvwxyz23456789";

    /// <summary>A password of 100 random bits, in groups that people can copy.</summary>
    public static string Generate() => string.Join('-', Enumerable.Range(0, 5).Select(_ => RandomNumberGenerator.GetString(Letters, 4)));

    public static ScramVerifier NewVerifier(string password, int iterations) =>
        Make(password, RandomNumberGenerator.GetBytes(ScramCredentials.DefaultSaltLength), iterations);

    /// <summary>For an account's new password: with the salt of its app passwords, if it has some.</summary>
    public static async Task<ScramVerifier> NewVerifierAsync(string password, int iterations, IAccountGrain account)
    {
        var others = await account.ListAppPasswordsAsync();
        return others.IsEmpty ? NewVerifier(password, iterations) : Make(password, others[0].Verifier.Salt, others[0].Verifier.Iterations);
    }

    public static ScramVerifier Make(string password, ReadOnlyMemory<byte> salt, int iterations)
    {
        if (password.Length is < Shortest or > Longest || !ScramCredentials.TryCreate(password, salt, iterations, out var made))
        {
            throw ApiException.Invalid($"A password needs {Shortest} to {Longest} characters, none of them a control character.");
        }

        return new ScramVerifier(made.Salt, made.Iterations, made.StoredKey, made.ServerKey);
    }
}
