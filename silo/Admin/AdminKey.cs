using Mail.Contracts.Keys;
using Mail.Gateway.Http.Auth;
using Orleans;

namespace Mail.Silo.Admin;

/// <summary>
/// The first API key of the system, with which all others are made. It lies in the data folder for its owner alone, who can read
/// and write all that the server has anyhow; without the file, or when its key was revoked, the next start makes another.
/// </summary>
internal static class AdminKey
{
    public static string PathIn(string dataFolder) => Path.Combine(dataFolder, "admin-api-key");

    /// <returns>True if a key was made.</returns>
    public static async Task<bool> EnsureAsync(IGrainFactory grains, TimeProvider time, string dataFolder)
    {
        var path = PathIn(dataFolder);
        if (File.Exists(path) && ApiKeyText.TryRead((await File.ReadAllTextAsync(path)).Trim(), out var known, out var hash)
            && await grains.GetGrain<IApiKeyGrain>(known).VerifyAsync(hash) is not null)
        {
            return false;
        }

        var text = ApiKeyText.Create(out var id, out hash);
        await grains.GetGrain<IApiKeyGrain>(id).CreateAsync(new CreateApiKey("administrator", Tenant: null, hash, time.GetUtcNow()));
        Write(path, text);
        return true;
    }

    public static string Read(string dataFolder) => File.ReadAllText(PathIn(dataFolder)).Trim();

    private static void Write(string path, string text)
    {
        // Made anew, so that it never has the rights of an older file.
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(new FileStream(path, options));
        writer.WriteLine(text);
    }
}
