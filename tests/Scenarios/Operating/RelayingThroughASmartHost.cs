using System.Text.Json;
using Scenarios.Harness;

namespace Scenarios.Operating;

/// <summary>One server sends through the submission port of another, which wants TLS and a login.</summary>
public sealed class RelayingThroughASmartHost : IAsyncLifetime
{
    private const string Far = "carol@far.test";
    private SiloProcess _far = null!;

    public async Task InitializeAsync()
    {
        _far = await SiloProcess.StartAsync("", "--hostname", "localhost");
        await _far.CallAsync(HttpMethod.Put, "/tenants/demo/domains/far.test", 201, "{}");
        await _far.CallAsync(HttpMethod.Post, "/domains/far.test/users", 201, """{"localPart":"carol","password":"demo-password"}""");
    }

    public async Task DisposeAsync() => await _far.DisposeAsync();

    [Theory]
    [InlineData("opportunistic", "SUBMISSION", false)]
    [InlineData("required", "SUBMISSION", true)]
    [InlineData("implicit", "SUBMISSIONS", true)]
    public async Task Mail_goes_out_under_tls_with_a_login(string tls, string port, bool trusted)
    {
        await using var near = await StartAsync(Settings(tls, port, TestServer.Password), trusted);
        await SubmitAsync(near);
        await ArrivedAsync();
        Assert.Contains("with ESMTPSA", await HeaderAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Untrusted_certificate_sends_nothing_where_tls_is_required()
    {
        await using var near = await StartAsync(Settings("required", "SUBMISSION", TestServer.Password), trusted: false);
        await SubmitAsync(near);
        await near.LogAsync("Later .*<carol@far.test>.*TLS with localhost failed");
    }

    [Fact]
    public async Task Wrong_password_is_mended_by_a_reload_and_never_logged()
    {
        await using var near = await StartAsync(Settings("opportunistic", "SUBMISSION", "wrong-secret"), trusted: false);
        await SubmitAsync(near);
        await near.LogAsync("Later .*<carol@far.test>.*localhost said: 535");
        near.Configure(Settings("opportunistic", "SUBMISSION", TestServer.Password));
        Assert.Equal("outbound.smart_host_password", Assert.Single((await near.ReloadAsync()).GetProperty("changed").EnumerateArray()).GetString());
        var row = (await near.CallAsync(HttpMethod.Get, "/queues/outbound")).GetProperty("items")[0].GetProperty("id").GetInt64();
        await near.CallAsync(HttpMethod.Post, $"/queues/outbound/{row}/release", 204);
        await ArrivedAsync();
        Assert.DoesNotContain("wrong-secret", near.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String("\0alice@demo.test\0wrong-secret"u8), near.Output, StringComparison.Ordinal);
    }

    private string Settings(string tls, string port, string password) =>
        $"outbound:\n  smart_host: localhost:{_far.Port(port)}\n  smart_host_tls: {tls}\n  smart_host_user: {TestServer.Alice}\n  smart_host_password: {password}\n";

    private Task<SiloProcess> StartAsync(string configuration, bool trusted) => SiloProcess.StartAsync(
        configuration, trusted ? new Dictionary<string, string> { ["SSL_CERT_FILE"] = Path.Combine(_far.Folder, "data", "tls", "server.crt") } : new Dictionary<string, string>());

    private static async Task SubmitAsync(SiloProcess near)
    {
        await using var smtp = await near.SubmitAsync();
        Assert.StartsWith("250", await smtp.SendAsync(TestServer.Alice, [Far], $"From: {TestServer.Alice}\r\nSubject: out\r\n\r\nbody\r\n"), StringComparison.Ordinal);
    }

    private async Task ArrivedAsync()
    {
        await using var imap = await _far.LoginAsync(Far);
        await Eventually.TrueAsync(async () => (await imap.OkAsync("STATUS INBOX (MESSAGES)")).Contains("(MESSAGES 1)", StringComparison.Ordinal));
    }

    private async Task<string> HeaderAsync()
    {
        await using var imap = await _far.LoginAsync(Far);
        await imap.OkAsync("SELECT INBOX");
        return await imap.OkAsync("FETCH 1 BODY.PEEK[HEADER.FIELDS (RECEIVED)]");
    }
}
