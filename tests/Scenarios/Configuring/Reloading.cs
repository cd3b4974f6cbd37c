using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Scenarios.Harness;

namespace Scenarios.Configuring;

public sealed class Reloading
{
    [Fact]
    public async Task Limits_change_without_restart_and_a_wrong_file_changes_nothing()
    {
        await using var server = await SiloProcess.StartAsync("imap:\n  bad_commands: 3\n");
        Assert.Equal(3, await BadCommandsUntilByeAsync(server));

        server.Configure("imap:\n  bad_commands: 5\n  structure_cache: 8MB\nsmtp:\n  message_size: 1MB\n");
        var outcome = await server.ReloadAsync();
        Assert.Equal(["imap.bad_commands", "smtp.message_size"], Names(outcome, "changed"));
        Assert.Equal(["imap.structure_cache"], Names(outcome, "needRestart"));
        Assert.Equal(5, await BadCommandsUntilByeAsync(server));
        await using (var smtp = await server.SmtpAsync())
        {
            Assert.Contains("SIZE 1048576", smtp.Extensions, StringComparison.Ordinal);
        }

        server.Configure("imap:\n  bad_commands: 9\n  login_timeout: 5\n");
        var refusal = await server.ReloadAsync(expect: 422);
        Assert.Contains("mail.yaml:3:18: imap.login_timeout is '5'", refusal.GetProperty("detail").GetString()!, StringComparison.Ordinal);
        Assert.Equal(5, await BadCommandsUntilByeAsync(server));
    }

    [Fact]
    public async Task Signal_reloads_and_changes_the_log_level()
    {
        await using var server = await SiloProcess.StartAsync();
        server.Configure("log:\n  level: Debug\n");
        server.Signal(PosixSignal.SIGHUP);
        await server.LogAsync("changed log.level");
        Assert.Equal("Debug", Value(await server.CallAsync(HttpMethod.Get, "/server/config"), "log.level"));

        server.Configure("log:\n  level: Noisy\n");
        server.Signal(PosixSignal.SIGHUP);
        await server.LogAsync("Configuration not changed: .*mail.yaml:2:10: log.level is 'Noisy'");
        await server.CallAsync(HttpMethod.Put, "/server/log-level", body: """{"level":"Warning"}""");
        Assert.Equal("Warning", Value(await server.CallAsync(HttpMethod.Get, "/server/config"), "log.level"));
    }

    [Fact]
    public async Task New_certificate_is_used_by_new_connections()
    {
        await using var server = await SiloProcess.StartAsync();
        Assert.Equal("CN=mail.demo.test", await CertificateAsync(server));
        var (certificate, key) = (Path.Combine(server.Folder, "server.pem"), Path.Combine(server.Folder, "key.pem"));
        WriteCertificate(certificate, key, "first.example");
        server.Configure($"tls:\n  certificate_file: {certificate}\n  key_file: {key}\n");
        await server.ReloadAsync();
        Assert.Equal("CN=first.example", await CertificateAsync(server));

        WriteCertificate(certificate, key, "second.example");
        await server.ReloadAsync();
        Assert.Equal("CN=second.example", await CertificateAsync(server));

        await File.WriteAllTextAsync(key, "no key");
        var refusal = await server.ReloadAsync(expect: 422);
        Assert.Contains("tls.key_file", refusal.GetProperty("detail").GetString()!, StringComparison.Ordinal);
        Assert.Equal("CN=second.example", await CertificateAsync(server));
    }

    [Fact]
    public async Task Start_with_a_wrong_configuration_ends_with_code_2_and_says_all()
    {
        var folder = Directory.CreateTempSubdirectory("mail-process-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "mail.yaml"), "smtp:\n  recipients: 5\n");
        var (code, _, error) = await SiloProcess.RunAsync("--data", folder, "--imap-port", "99999");
        Assert.Equal(2, code);
        Assert.Contains("mail.yaml:2:15: smtp.recipients is '5'", error, StringComparison.Ordinal);
        Assert.Contains("--imap-port: imap.port is '99999'", error, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    private static string[] Names(JsonElement outcome, string member) => [.. outcome.GetProperty(member).EnumerateArray().Select(e => e.GetString()!).Order()];

    private static string? Value(JsonElement configuration, string name) =>
        configuration.GetProperty("settings").EnumerateArray().First(s => s.GetProperty("name").GetString() == name).GetProperty("value").GetString();

    private static async Task<int> BadCommandsUntilByeAsync(SiloProcess server)
    {
        await using var imap = await server.ImapAsync();
        for (var count = 1; count < 50; count++)
        {
            await imap.CommandAsync("NONSENSE");
            await imap.BeginAsync("NOOP");
            if ((await imap.ReadResponseAsync()).StartsWith("* BYE", StringComparison.Ordinal))
            {
                return count;
            }
        }

        return int.MaxValue;
    }

    private static async Task<string> CertificateAsync(SiloProcess server)
    {
        using var client = new TcpClient("127.0.0.1", server.Port("IMAPS"));
        await using var tls = new SslStream(client.GetStream(), leaveInnerStreamOpen: false, (_, _, _, _) => true);
        await tls.AuthenticateAsClientAsync("mail.demo.test");
        return tls.RemoteCertificate!.Subject;
    }

    private static void WriteCertificate(string certificate, string key, string name)
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + name, pair, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(certificate, made.ExportCertificatePem());
        File.WriteAllText(key, pair.ExportPkcs8PrivateKeyPem());
    }
}
