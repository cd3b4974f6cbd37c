using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mail.Gateway.Tls;
using Mail.Silo.Options;

namespace Mail.Silo.Tls;

/// <summary>OPS-2: the certificate of all listeners: the operator's files, or one that signs itself. Connections that begin later get the newer one.</summary>
internal sealed class ServerCertificate : IServerCertificateSource
{
    private volatile SslStreamCertificateContext _current;

    private ServerCertificate(SslStreamCertificateContext current) => _current = current;

    public SslStreamCertificateContext Current => _current;

    /// <summary>Puts what was read anew in its place; whether it is another certificate or chain.</summary>
    public bool Change(SslStreamCertificateContext current)
    {
        var differs = !Hashes(current).SequenceEqual(Hashes(_current));
        _current = current;
        return differs;
    }

    /// <exception cref="StartFailedException">The files cannot be used; the message names setting, file and remedy.</exception>
    public static ServerCertificate Open(SiloOptions options, TimeProvider time) => new(Load(options, time));

    /// <summary>Reads the files that the options name.</summary>
    /// <exception cref="StartFailedException">They cannot be used.</exception>
    public static SslStreamCertificateContext Load(SiloOptions options, TimeProvider time)
    {
        if (options.CertificateFile is not { } certificate)
        {
            return SelfSignedCertificate.LoadOrCreate(options.DataFolder, options.HostName, time);
        }

        var (context, fault) = Read(certificate, options.KeyFile, time);
        return context ?? throw new StartFailedException($"tls.certificate_file is '{certificate}': {fault}.");
    }

    /// <summary>Why the operator's files cannot be used; null: they can, or there are none.</summary>
    public static string? FaultOf(SiloOptions options, TimeProvider time) =>
        options.CertificateFile is { } certificate ? Read(certificate, options.KeyFile, time).Fault : null;

    private static IEnumerable<string> Hashes(SslStreamCertificateContext context) =>
        context.IntermediateCertificates.Prepend(context.TargetCertificate).Select(c => c.GetCertHashString(HashAlgorithmName.SHA256));

    private static (SslStreamCertificateContext? Context, string? Fault) Read(string certificate, string? key, TimeProvider time)
    {
        var chain = new X509Certificate2Collection();
        try
        {
            using var leaf = X509Certificate2.CreateFromPemFile(certificate, key);
            chain.ImportFromPemFile(certificate);
            chain.RemoveAt(0);

            // Through PKCS #12, so that the key belongs to the certificate for good.
            var whole = X509CertificateLoader.LoadPkcs12(leaf.Export(X509ContentType.Pkcs12), null);
            return whole.NotAfter.ToUniversalTime() > time.GetUtcNow().UtcDateTime
                ? (SslStreamCertificateContext.Create(whole, chain, offline: true), null)
                : (null, $"the certificate ended on {whole.NotAfter:yyyy-MM-dd}; put a valid one there");
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            return (null, $"it cannot be used with tls.key_file, which is '{key}': {cause.Message.TrimEnd('.')}. Both must be PEM files that the server can read, the key that of the certificate");
        }
    }
}
