using System.Security.Authentication;

namespace Mail.Gateway.Tls;

/// <summary>Versions of TLS that clients may use (RFC 8996 ended those before 1.2).</summary>
internal static class TlsVersions
{
    public static SslProtocols Allowed(bool tls13Only) => tls13Only ? SslProtocols.Tls13 : SslProtocols.Tls12 | SslProtocols.Tls13;
}
