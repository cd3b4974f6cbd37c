using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mail.Silo.Options.Sources;
using Mail.Silo.Reload;
using Mail.Silo.Tls;
using Microsoft.Extensions.Logging.Abstractions;

namespace Silo.Tests;

/// <summary>The files of the certificate are replaced under the same names.</summary>
public sealed class CertificateReloadTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mail-reload-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_reload_names_the_certificate_that_it_brought()
    {
        var (certificate, key) = (Path.Combine(_folder, "server.pem"), Path.Combine(_folder, "key.pem"));
        Write(certificate, key);
        var given = ((string Name, string Text)[])[("server.data", _folder), ("tls.certificate_file", certificate), ("tls.key_file", key)];
        var values = given.Select(g => new GivenValue(g.Name, g.Text, SettingOrigin.CommandLine("--set " + g.Name))).ToList();
        var (loaded, errors) = new ConfigurationSources(values, null, new Dictionary<string, string>()).Load();
        Assert.Empty(errors);
        var source = ServerCertificate.Open(loaded.Options, TimeProvider.System);
        var reload = new ConfigurationReload(loaded.Options, source, TimeProvider.System, NullLogger<ConfigurationReload>.Instance);
        Assert.Empty(reload.Reload().Changed);

        Write(certificate, key);
        var outcome = reload.Reload();
        Assert.Equal(["tls.certificate_file"], outcome.Changed);
        Assert.Empty(outcome.Errors);
        Assert.Empty(reload.Reload().Changed);
    }

    private static void Write(string certificate, string keyFile)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = new CertificateRequest("CN=mail.demo.test", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(90));
        File.WriteAllText(certificate, made.ExportCertificatePem());
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
    }
}
