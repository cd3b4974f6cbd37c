using Mail.Contracts.Keys;
using Mail.Gateway.Http.Auth;
using Orleans;

namespace Mail.Silo.Demo;

/// <summary>The demo's API key of the system: made once, kept in the data folder for its owner alone.</summary>
internal static class DemoApiKey
{
    public static string PathIn(string dataFolder) => Path.Combine(dataFolder, "demo-api-key");

    public static async Task EnsureAsync(IGrainFactory grains, TimeProvider time, string dataFolder)
    {
        var path = PathIn(dataFolder);
        if (File.Exists(path) && ApiKeyText.TryRead((await File.ReadAllTextAsync(path)).Trim(), out var known, out var hash)
            && await grains.GetGrain<IApiKeyGrain>(known).VerifyAsync(hash) is not null)
        {
            return;
        }

        var text = ApiKeyText.Create(out var id, out hash);
        await grains.GetGrain<IApiKeyGrain>(id).CreateAsync(new CreateApiKey("demo", Tenant: null, hash, time.GetUtcNow()));
        Write(path, text);
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
