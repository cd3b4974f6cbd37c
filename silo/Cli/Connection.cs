using System.CommandLine;
using Mail.Silo.Admin;

namespace Mail.Silo.Cli;

/// <summary>Which server, as whom.</summary>
/// <param name="Server">Its root, such as <c>http://127.0.0.1:8080/</c>.</param>
/// <param name="ApiKey">Null: none is known; the server says so where one is needed.</param>
/// <param name="Timeout">How long to wait for an answer.</param>
internal sealed record Connection(Uri Server, string? ApiKey, TimeSpan Timeout)
{
    /// <exception cref="CliException">A key file cannot be read, or $MAIL_SERVER is no URL.</exception>
    public static Connection Of(ParseResult parsed, Func<string, string?> environment)
    {
        var text = parsed.GetValue(SharedOptions.Server) ?? Given(environment("MAIL_SERVER")) ?? SharedOptions.DefaultServer;
        var server = ReadServer(text)
            ?? throw CliException.Usage($"MAIL_SERVER: '{text}' is not a URL such as {SharedOptions.DefaultServer}.");
        var key = Given(parsed.GetValue(SharedOptions.ApiKey))
            ?? (parsed.GetValue(SharedOptions.ApiKeyFile) is { } file ? ReadKey(file) : null)
            ?? Given(environment("MAIL_API_KEY"))
            ?? (server.IsLoopback ? AdminKeyIn(parsed.GetValue(SharedOptions.Data)!) : null);
        if (key is not null && key.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw CliException.Usage("The API key has characters that no key has: it begins with mok_ and is one word.");
        }

        return new Connection(server, key, TimeSpan.FromSeconds(parsed.GetValue(SharedOptions.Timeout)));
    }

    public static Uri? ReadServer(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps) && url.Host.Length > 0
            ? new Uri(url.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/")
            : null;

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string ReadKey(string file)
    {
        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CliException.Usage($"--api-key-file: {error.Message}");
        }
    }

    private static string? AdminKeyIn(string dataFolder)
    {
        try
        {
            return File.ReadAllText(AdminKey.PathIn(dataFolder)).Trim();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
