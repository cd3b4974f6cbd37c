using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mail.Gateway.Tls;

namespace Mail.Gateway.Tests.Fakes;

/// <summary>A certificate of its own making for <c>mx.here.example</c>.</summary>
internal sealed class FakeCertificate : IServerCertificateSource
{
    private static readonly Lazy<SslStreamCertificateContext> Context = new(Create);

    public SslStreamCertificateContext? Current => Context.Value;

    private static SslStreamCertificateContext Create()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=mx.here.example", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("mx.here.example");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        return SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true);
    }
}
