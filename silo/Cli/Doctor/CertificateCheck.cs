using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mail.Silo.Cli.Output;

namespace Mail.Silo.Cli.Doctor;

/// <summary>The certificate: the one that the running server shows, else the files.</summary>
internal static class CertificateCheck
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(14);

    public static async Task<IReadOnlyList<Finding>> RunAsync(Patient patient, Uri server, TimeProvider time, CancellationToken cancellation)
    {
        var options = patient.Options;
        var isOwn = options.CertificateFile is null;
        var file = options.CertificateFile ?? Path.Combine(options.DataFolder, "tls", "server.crt");
        var key = options.KeyFile ?? Path.Combine(options.DataFolder, "tls", "server.key");
        var findings = new List<Finding>();
        try
        {
            if (patient.Answers && await ShownAsync(patient, server, cancellation) is { } shown)
            {
                findings.Add(Check("certificate", shown, "the server shows", patient, time));
            }
            else if (File.Exists(file))
            {
                using var kept = X509Certificate2.CreateFromPemFile(file, File.Exists(key) ? key : null);
                findings.Add(Check("certificate", kept, file, patient, time));
            }
            else
            {
                findings.Add(isOwn
                    ? Finding.Ok("certificate", "none yet: the first start makes one of its own")
                    : Finding.Fail("certificate", $"there is no {file}", "Name the file with the certificate in the configuration."));
            }
        }
        catch (Exception error) when (error is CryptographicException or IOException or UnauthorizedAccessException)
        {
            findings.Add(Finding.Fail("certificate", $"{file}: {error.Message}", "It must be PEM, readable for the server's user, and its key must belong to it."));
        }

        if (!OperatingSystem.IsWindows() && File.Exists(key) && (File.GetUnixFileMode(key) & (UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite)) != 0)
        {
            findings.Add(Finding.Warn("private key", $"{key} can be read or written by others", $"chmod 600 {key}"));
        }

        return findings;
    }

    private static Finding Check(string check, X509Certificate2 certificate, string where, Patient patient, TimeProvider time)
    {
        var (from, to, now) = (certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime(), time.GetUtcNow().UtcDateTime);
        var host = patient.Options.HostName;
        var figure = string.Create(CultureInfo.InvariantCulture, $"{where}: {string.Join(", ", Names(certificate))}; until {to:yyyy-MM-dd} ({(to - now).TotalDays:0} days)");
        const string Renew = "Get a new one and reload it; one that the server made itself is renewed at its next start.";
        return now > to ? Finding.Fail(check, figure + ", EXPIRED", Renew)
            : now < from ? Finding.Fail(check, $"{figure}, valid only from {from:yyyy-MM-dd} on", "Is this machine's clock right?")
            : to - now < Soon ? Finding.Warn(check, figure, Renew)
            : !certificate.MatchesHostname(host) ? Finding.Warn(check, figure, $"It is not for '{host}', the server's name: mail programs will complain.")
            : certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData) && !patient.Options.Demo
                ? Finding.Warn(check, figure, "It is signed by itself, so mail programs will ask whether to trust it: get one from a certificate authority.")
                : Finding.Ok(check, figure);
    }

    private static IEnumerable<string> Names(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(e => e.EnumerateDnsNames()) is var names && names.Any()
            ? names.Take(5)
            : [certificate.GetNameInfo(X509NameType.DnsName, false)];

    /// <summary>By a handshake with IMAPS; null: it cannot be had so.</summary>
    private static async Task<X509Certificate2?> ShownAsync(Patient patient, Uri server, CancellationToken cancellation)
    {
        var port = Cell.At(patient.Server, "listeners").EnumerateArray().Where(l => Cell.At(l, "name").GetString() == "IMAPS").Select(l => Cell.At(l, "port").GetInt32()).FirstOrDefault();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(5));
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(server.Host.Trim('[', ']'), port, patience.Token);

            // Whatever it shows is looked at here: nothing else is sent over this connection.
            await using var tls = new SslStream(client.GetStream(), false, (_, _, _, _) => true);
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = patient.Options.HostName }, patience.Token);
            return tls.RemoteCertificate is X509Certificate2 shown ? X509CertificateLoader.LoadCertificate(shown.RawData) : null;
        }
        catch (Exception error) when (error is SocketException or IOException or System.Security.Authentication.AuthenticationException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return null;
        }
    }
}
