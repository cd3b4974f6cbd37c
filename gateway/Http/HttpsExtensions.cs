using System.Net.Security;
using Mail.Gateway.Tls;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Mail.Gateway.Http;

/// <summary>Puts TLS before HTTP.</summary>
public static class HttpsExtensions
{
    /// <summary>The listener speaks TLS from the first octet, each connection with the certificate and the oldest version of its moment. A handshake has 10 s.</summary>
    public static void UseServerTls(this ListenOptions listen)
    {
        var certificates = listen.ApplicationServices.GetRequiredService<IServerCertificateSource>();
        var options = listen.ApplicationServices.GetRequiredService<IOptions<HttpApiOptions>>().Value;
        listen.UseHttps(new TlsHandshakeCallbackOptions
        {
            OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions
            {
                ServerCertificateContext = certificates.Current,
                EnabledSslProtocols = TlsVersions.Allowed(options.Tls13Only),
            }),
        });
    }
}
