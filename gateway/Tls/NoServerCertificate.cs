using System.Net.Security;

namespace Mail.Gateway.Tls;

/// <summary>For a server that has no certificate.</summary>
public sealed class NoServerCertificate : IServerCertificateSource
{
    public SslStreamCertificateContext? Current => null;
}
