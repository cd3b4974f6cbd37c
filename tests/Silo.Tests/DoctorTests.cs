using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Mail.Silo;
using Mail.Silo.Cli;
using Mail.Silo.Cli.Doctor;

namespace Silo.Tests;

/// <summary>The doctor with real faults.</summary>
[SupportedOSPlatform("linux")]
public sealed class DoctorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mail-doctor-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_port_of_another_program_is_named_with_its_holder()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var found = await ExamineAsync(ExitCode.Refused, "--imap-port", $"{port}");

        var finding = found["port IMAP"];
        Assert.Equal("fail", finding.Status);
        Assert.Contains($"process {Environment.ProcessId}", finding.Figure, StringComparison.Ordinal);
        Assert.Contains("--imap-port", finding.Advice, StringComparison.Ordinal);
        Assert.Equal("ok", found["port SMTP"].Status);
    }

    [Theory]
    [InlineData(-1, "fail")]
    [InlineData(5, "warn")]
    [InlineData(90, "ok")]
    public async Task A_certificate_is_looked_at_for_its_end(int days, string status)
    {
        WriteCertificate(days, "mail.demo.test");
        var found = await ExamineAsync(status == "fail" ? ExitCode.Refused : ExitCode.Ok);
        Assert.Equal(status, found["certificate"].Status);
        Assert.Contains(DateTimeOffset.UtcNow.AddDays(days).ToString("yyyy-MM-dd", null), found["certificate"].Figure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_of_another_name_is_pointed_out()
    {
        WriteCertificate(90, "another.test");
        Assert.Contains("mail.demo.test", (await ExamineAsync(ExitCode.Ok))["certificate"].Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_others_can_read_is_pointed_out()
    {
        WriteCertificate(90, "mail.demo.test");
        File.SetUnixFileMode(Path.Combine(_folder, "tls", "server.key"), UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.Equal("warn", (await ExamineAsync(ExitCode.Ok))["private key"].Status);
    }

    [Fact]
    public async Task A_resolver_that_does_not_answer_is_found()
    {
        using var silent = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var found = await ExamineAsync(ExitCode.Refused, "--dns", $"127.0.0.1:{((IPEndPoint)silent.Client.LocalEndPoint!).Port}");
        Assert.Equal("fail", found["resolver"].Status);
    }

    [Fact]
    public async Task A_store_is_checked_and_damage_found()
    {
        await (await Server.StartAsync(FreePorts.Demo(_folder), CancellationToken.None)).DisposeAsync();
        var sound = (await ExamineAsync(ExitCode.Ok))["store"];
        Assert.Equal("ok", sound.Status);
        Assert.Contains("schema", sound.Figure, StringComparison.Ordinal);

        using (var file = File.OpenWrite(Path.Combine(_folder, "mail.db")))
        {
            // Every page but the first, which makes it a database.
            file.Position = 4096;
            file.Write(new byte[file.Length - 4096]);
        }

        Assert.Equal("fail", (await ExamineAsync(ExitCode.Refused))["store"].Status);
    }

    [Fact]
    public async Task Half_a_data_folder_is_found()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "segments"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "segments", "000000000001.seg"), "");
        var found = (await ExamineAsync(ExitCode.Refused))["store"];
        Assert.Contains("mail.db is missing", found.Figure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_reserve_that_is_set_decides_whether_there_is_room() =>
        Assert.Contains("store.disk_reserve", (await ExamineAsync(ExitCode.Refused, "--set", "store.disk_reserve=1TiB"))["disk space"].Advice, StringComparison.Ordinal);

    [Fact]
    public async Task A_folder_that_others_can_enter_is_pointed_out()
    {
        File.SetUnixFileMode(_folder, File.GetUnixFileMode(_folder) | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        Assert.Equal("warn", (await ExamineAsync(ExitCode.Ok))["access"].Status);
    }

    [Fact]
    public async Task Listeners_for_neighbours_on_a_public_address_are_pointed_out()
    {
        var found = await ExamineAsync(ExitCode.Ok, "--set", "http.listen=::", "--set", "lmtp.listen=off", "--set", "smtp.listen=::");
        Assert.Equal("warn", found["exposure HTTP"].Status);
        Assert.Equal("off", found["port LMTP"].Figure);
        Assert.DoesNotContain(found.Keys, k => k is "exposure LMTP" or "exposure SMTP");
    }

    [Fact]
    public async Task A_postgresql_that_does_not_answer_is_found()
    {
        var found = await ExamineAsync(ExitCode.Refused, "--postgres", "Host=127.0.0.1;Port=1;Database=mail;Username=mail;Timeout=2");
        Assert.Equal("fail", found["store"].Status);
        Assert.Contains("PostgreSQL", found["store"].Figure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_configuration_that_cannot_be_used_is_one_finding()
    {
        var found = await ExamineAsync(ExitCode.Refused, "--set", "no.such=1");
        Assert.Equal("fail", found["configuration"].Status);
    }

    [Fact]
    public async Task Findings_are_a_table_for_people()
    {
        var run = await CliRun.OfAsync(Arguments("--set", "no.such=1"));
        Assert.Contains("fail  configuration", run.Out, StringComparison.Ordinal);
        Assert.Contains("-> ", run.Out, StringComparison.Ordinal);
        Assert.EndsWith("0 ok, 0 to look at, 1 failed.", run.Out.TrimEnd(), StringComparison.Ordinal);
    }

    private async Task<Dictionary<string, Finding>> ExamineAsync(int code, params string[] args)
    {
        var run = await CliRun.OfAsync(Arguments([.. args, "-o", "json"]));
        Assert.True(run.Code == code, run.Out + run.Error);
        return JsonElement.Parse(run.Out).GetProperty("checks").EnumerateArray()
            .Select(c => new Finding(
                c.GetProperty("check").GetString()!, c.GetProperty("status").GetString()!, c.GetProperty("figure").GetString()!,
                c.TryGetProperty("advice", out var advice) ? advice.GetString() : null))
            .GroupBy(f => f.Check).ToDictionary(g => g.Key, g => g.First());
    }

    /// <summary>Ports that the system chooses, unless given; no server to be found.</summary>
    private string[] Arguments(params string[] args)
    {
        string[] ports = ["--smtp-port", "--lmtp-port", "--submission-port", "--submissions-port", "--imap-port", "--imaps-port", "--http-port"];
        return ["doctor", "--demo", "--data", _folder, "--server", "http://127.0.0.1:1", .. ports.Except(args).SelectMany(p => (string[])[p, "0"]), .. args];
    }

    private void WriteCertificate(int days, string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-30), DateTimeOffset.UtcNow.AddDays(days));
        var tls = Directory.CreateDirectory(Path.Combine(_folder, "tls")).FullName;
        File.WriteAllText(Path.Combine(tls, "server.crt"), made.ExportCertificatePem());
        File.WriteAllText(Path.Combine(tls, "server.key"), key.ExportPkcs8PrivateKeyPem());
        File.SetUnixFileMode(Path.Combine(tls, "server.key"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
