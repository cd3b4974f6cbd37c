using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Scenarios.Harness;

namespace Scenarios.Operating;

/// <summary>Page and API under TLS, for those who have no proxy.</summary>
public sealed class ServingHttps
{
    [Fact]
    public async Task It_is_off_unless_it_is_set()
    {
        await using var server = await SiloProcess.StartAsync();
        Assert.DoesNotContain("HTTPS", server.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_and_API_answer_under_the_certificate_of_the_mail_ports()
    {
        await using var server = await StartAsync();
        var imaps = await CertificateAsync(server.Port("IMAPS"), SslProtocols.None);
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, certificate, _, _) => certificate!.RawData.AsSpan().SequenceEqual(imaps.RawData) };
        using var http = new HttpClient(handler) { BaseAddress = new Uri($"https://127.0.0.1:{server.Port("HTTPS")}") };
        Assert.Contains("Mail.Orleans", await http.GetStringAsync("/"), StringComparison.Ordinal);
        Assert.Contains("\"HTTPS\"", await http.GetStringAsync("/api/v2/server"), StringComparison.Ordinal);
        using var refused = await http.GetAsync("/api/v2/tenants");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task The_command_line_says_what_to_do_about_a_certificate_that_it_does_not_trust()
    {
        await using var server = await StartAsync();
        var run = await SiloProcess.RunAsync("tenant", "list", "--server", $"https://localhost:{server.Port("HTTPS")}", "--api-key", "mok_x_y");
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("SSL_CERT_FILE", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_oldest_version_of_TLS_is_the_one_that_is_set()
    {
        await using var server = await StartAsync("tls:\n  min_version: 1.3\n");
        await Assert.ThrowsAnyAsync<Exception>(() => CertificateAsync(server.Port("HTTPS"), SslProtocols.Tls12));
        using var certificate = await CertificateAsync(server.Port("HTTPS"), SslProtocols.Tls13);
        Assert.Equal("CN=localhost", certificate.Subject);
    }

    [Fact]
    public async Task Connections_beyond_the_bound_are_closed_and_count_together_with_those_of_HTTP()
    {
        await using var server = await StartAsync("  connections_per_client: 1\n");
        using var first = new TcpClient();
        await first.ConnectAsync(IPAddress.Loopback, server.Port("HTTP"));
        await Eventually.TrueAsync(async () =>
        {
            using var second = new TcpClient();
            await second.ConnectAsync(IPAddress.Loopback, server.Port("HTTPS"));
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
            try
            {
                return await second.GetStream().ReadAsync(new byte[1], patience.Token) == 0;
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        });
    }

    private static Task<SiloProcess> StartAsync(string more = "") => SiloProcess.StartAsync("https:\n  listen: 127.0.0.1\nhttp:\n  idle_timeout: 2m\n" + more, "--https-port", "0", "--hostname", "localhost");

    private static async Task<X509Certificate2> CertificateAsync(int port, SslProtocols version)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        await using var tls = new SslStream(client.GetStream(), leaveInnerStreamOpen: true, (_, _, _, _) => true);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost", EnabledSslProtocols = version });
        return X509CertificateLoader.LoadCertificate(tls.RemoteCertificate!.GetRawCertData());
    }
}
