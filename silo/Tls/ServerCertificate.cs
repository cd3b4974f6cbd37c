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

    /// <summary>Puts another in its place.</summary>
    public void Change(SslStreamCertificateContext current) => _current = current;

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

        var chain = new X509Certificate2Collection();
        try
        {
            using var leaf = X509Certificate2.CreateFromPemFile(certificate, options.KeyFile);
            chain.ImportFromPemFile(certificate);
            chain.RemoveAt(0);

            // Through PKCS #12, so that the key belongs to the certificate for good.
            var whole = X509CertificateLoader.LoadPkcs12(leaf.Export(X509ContentType.Pkcs12), null);
            if (whole.NotAfter.ToUniversalTime() <= time.GetUtcNow().UtcDateTime)
            {
                throw new StartFailedException($"tls.certificate_file is '{certificate}', whose certificate ended on {whole.NotAfter:yyyy-MM-dd}; put a valid one there.");
            }

            return SslStreamCertificateContext.Create(whole, chain, offline: true);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new StartFailedException(
                $"tls.certificate_file is '{certificate}' and tls.key_file is '{options.KeyFile}', which cannot be used together: {cause.Message} Both must be PEM files that the server can read.", cause);
        }
    }
}
