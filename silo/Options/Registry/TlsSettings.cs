using static Mail.Silo.Options.Registry.Define;

namespace Mail.Silo.Options.Registry;

/// <summary>TLS of all listeners.</summary>
internal static class TlsSettings
{
    public static IEnumerable<Setting> All =>
    [
        new Setting<string?>("tls.certificate_file", Files, o => o.CertificateFile, (o, v) => o.CertificateFile = v, "PEM file with the certificate and its chain; read again at each reload. Empty: one that signs itself, made in the data folder."),
        new Setting<string?>("tls.key_file", Files, o => o.KeyFile, (o, v) => o.KeyFile = v, "PEM file with the certificate's private key."),
        new Setting<bool>("tls.min_version", new ChoiceType<bool>(("1.2", false), ("1.3", true)), o => o.Tls13Only, (o, v) => o.Tls13Only = v, "Oldest version of TLS that clients may use."),
    ];
}
