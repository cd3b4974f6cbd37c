using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mail.Silo.Cli;
using Mail.Silo.Options.Sources;

namespace Silo.Tests;

/// <summary>What the start would fail at is found with the other faults of the configuration.</summary>
public sealed class SettingRuleTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mail-rules-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_certificate_with_the_key_of_another_is_refused()
    {
        var (certificate, _) = Write("one", 90);
        var (_, key) = Write("other", 90);
        var error = Assert.Single(Errors(("tls.certificate_file", certificate), ("tls.key_file", key)));
        Assert.Contains($"tls.certificate_file is '{certificate}'", error, StringComparison.Ordinal);
        Assert.Contains($"tls.key_file, which is '{key}'", error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, (await CliRun.OfAsync("config", "check", "--data", _folder, "--set", "tls.certificate_file=" + certificate, "--set", "tls.key_file=" + key)).Code);
    }

    [Fact]
    public void A_certificate_that_ended_is_refused_and_a_good_one_is_not()
    {
        var (certificate, key) = Write("ended", -1);
        Assert.Contains("ended on", Assert.Single(Errors(("tls.certificate_file", certificate), ("tls.key_file", key))), StringComparison.Ordinal);
        (certificate, key) = Write("good", 90);
        Assert.Empty(Errors(("tls.certificate_file", certificate), ("tls.key_file", key)));
    }

    [Fact]
    public void Two_listeners_on_one_port_are_refused_by_name()
    {
        var error = Assert.Single(Errors(("smtp.port", "2525"), ("imap.port", "2525")));
        Assert.Contains("imap.port is '2525'", error, StringComparison.Ordinal);
        Assert.Contains("smtp.port", error, StringComparison.Ordinal);
        Assert.Single(Errors(("smtp.port", "2525"), ("imap.port", "2525"), ("imap.listen", "127.0.0.1")));
    }

    [Theory]
    [InlineData("smtp.port", "0", "imap.port", "0")]
    [InlineData("imap.listen", "off", "imap.port", "2025")]
    public void Ports_that_do_not_meet_are_good(string one, string first, string other, string second) => Assert.Empty(Errors((one, first), (other, second)));

    [Fact]
    public void One_port_on_two_addresses_is_good() =>
        Assert.Empty(Errors(("smtp.port", "25"), ("smtp.listen", "127.0.0.1"), ("submission.port", "25"), ("submission.listen", "127.0.0.2")));

    [Fact]
    public void What_is_no_address_is_refused() => Assert.Contains("or off", Assert.Single(Errors(("http.listen", "nowhere"))), StringComparison.Ordinal);

    private static List<string> Errors(params (string Name, string Text)[] given)
    {
        var values = given.Select(g => new GivenValue(g.Name, g.Text, SettingOrigin.CommandLine("--set " + g.Name))).ToList();
        return [.. new ConfigurationSources(values, null, new Dictionary<string, string>()).Load().Errors.Select(e => e.ToString()!)];
    }

    private (string Certificate, string Key) Write(string name, int days)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-30), DateTimeOffset.UtcNow.AddDays(days));
        var (certificatePath, keyPath) = (Path.Combine(_folder, name + ".crt"), Path.Combine(_folder, name + ".key"));
        File.WriteAllText(certificatePath, made.ExportCertificatePem());
        File.WriteAllText(keyPath, key.ExportPkcs8PrivateKeyPem());
        return (certificatePath, keyPath);
    }
}
