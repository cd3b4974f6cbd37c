using System.Net;
using System.Text;
using Mail.Silo.Dashboard;
using Microsoft.Extensions.DependencyInjection;
using Scenarios.Harness;

namespace Scenarios.Operating;

/// <summary>The dashboard is for keys of the system, and for nobody else.</summary>
public sealed class LookingAtTheDashboard : IAsyncLifetime
{
    private const string Dashboard = "/dashboard/";
    private const string SignIn = "/dashboard/sign-in";
    private const string Figures = "/dashboard/DashboardCounters";

    private TestServer _server = null!;

    public async Task InitializeAsync() => _server = await TestServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Without_a_key_nothing_of_it_is_served()
    {
        using var browser = Browser();
        using var signedIn = await PostAsync(browser, SystemKey());
        Assert.NotEmpty(await browser.GetByteArrayAsync(Dashboard + "index.min.js"));

        using var stranger = Browser();
        string[] paths =
        [
            "/dashboard", Dashboard, Figures, Dashboard + "index.html", Dashboard + "index.min.js", Dashboard + "index.css", Dashboard + "version", Dashboard + "ClusterStats",
            Dashboard + "GrainTypes", Dashboard + "GrainState?grainId=1&grainType=tenant", Dashboard + "TopGrainMethods", Dashboard + "Reminders", Dashboard + "Trace", Dashboard + "nothing",
        ];
        foreach (var path in paths)
        {
            using var answer = await stranger.GetAsync(path);
            Assert.True(answer.StatusCode == HttpStatusCode.Unauthorized, $"{path}: {answer.StatusCode}");
            Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
        }
    }

    [Fact]
    public async Task A_person_without_a_cookie_is_led_to_the_form()
    {
        using var browser = Browser();
        browser.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        using var answer = await browser.GetAsync(Dashboard);
        Assert.Equal((HttpStatusCode.Redirect, SignIn), (answer.StatusCode, answer.Headers.Location!.OriginalString));
    }

    [Fact]
    public async Task A_key_of_the_system_opens_it_until_it_is_revoked()
    {
        using var admin = ApiClient.WithKey(_server);
        var key = await admin.GoodAsync("POST", "api-keys", """{"name":"dashboard"}""");
        using var browser = Browser();
        using var signedIn = await PostAsync(browser, (string)key["key"]!);
        Assert.Equal((HttpStatusCode.Redirect, Dashboard), (signedIn.StatusCode, signedIn.Headers.Location!.OriginalString));
        var cookie = Assert.Single(signedIn.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain((string)key["key"]!, cookie, StringComparison.Ordinal);
        Assert.Contains("MailboxGrain", await browser.GetStringAsync("/dashboard/GrainTypes"), StringComparison.Ordinal);
        var audit = await admin.GoodAsync("GET", "audit?limit=1");
        Assert.Equal("signInToDashboard", (string?)audit["items"]![0]!["action"]);

        await admin.GoodAsync("DELETE", $"api-keys/{key["id"]}");
        using var late = await browser.GetAsync(Figures);
        Assert.Equal(HttpStatusCode.Unauthorized, late.StatusCode);
    }

    [Fact]
    public async Task A_key_of_a_tenant_a_wrong_key_and_a_form_of_another_site_are_refused()
    {
        using var admin = ApiClient.WithKey(_server);
        var tenants = (string)(await admin.GoodAsync("POST", "tenants/demo/api-keys", """{"name":"tenant"}"""))["key"]!;
        using var browser = Browser();
        using var tenant = await PostAsync(browser, tenants);
        Assert.Equal(HttpStatusCode.Forbidden, tenant.StatusCode);
        using var wrong = await PostAsync(browser, "mok_wrong");
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.Contains("not known here", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var foreign = await PostAsync(browser, SystemKey(), "http://evil.test");
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
        Assert.All([tenant, wrong, foreign], answer => Assert.False(answer.Headers.Contains("Set-Cookie")));
    }

    [Fact]
    public async Task It_ends_when_nobody_looks_and_begins_again_with_the_next_look()
    {
        using var browser = Browser();
        using var signedIn = await PostAsync(browser, SystemKey());
        await ShowsSiloAsync(browser);
        await _server.Services.GetRequiredService<DashboardOnDemand>().CloseAsync();
        await ShowsSiloAsync(browser);
    }

    [Fact]
    public async Task Signed_out_it_is_closed_again()
    {
        using var browser = Browser();
        using var signedIn = await PostAsync(browser, SystemKey());
        using var open = await browser.GetAsync(Figures);
        Assert.Equal(HttpStatusCode.OK, open.StatusCode);
        using var signedOut = await browser.PostAsync("/dashboard/sign-out", null);
        using var closed = await browser.GetAsync(Figures);
        Assert.Equal(HttpStatusCode.Unauthorized, closed.StatusCode);
    }

    [Fact]
    public async Task Switched_off_there_is_none()
    {
        await using var server = await SiloProcess.StartAsync("http:\n  dashboard: false\n");
        foreach (var path in (string[])[Dashboard, SignIn, Figures])
        {
            using var answer = await server.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    private static Task ShowsSiloAsync(HttpClient browser) => Eventually.TrueAsync(async () =>
        (await browser.GetStringAsync(Figures)).Contains("\"status\":\"Active\"", StringComparison.Ordinal));

    private string SystemKey() => File.ReadAllText(Path.Combine(_server.DataFolder, "admin-api-key")).Trim();

    private HttpClient Browser() => new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri($"http://127.0.0.1:{_server.HttpPort}") };

    private static async Task<HttpResponseMessage> PostAsync(HttpClient browser, string key, string? origin = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, SignIn) { Content = new StringContent("key=" + Uri.EscapeDataString(key), Encoding.ASCII, "application/x-www-form-urlencoded") };
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        return await browser.SendAsync(request);
    }
}
