using System.Net.Security;

namespace Mail.Gateway.Tls;

/// <summary>Where listeners get the server certificate; asked at each handshake, so that it can change without a restart.</summary>
public interface IServerCertificateSource
{
    /// <summary>Certificate with its chain; null while none is configured, and then TLS is not offered.</summary>
    SslStreamCertificateContext? Current { get; }
}
