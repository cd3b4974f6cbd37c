using System.Net;
using System.Xml.Linq;
using Scenarios.Harness;

namespace Scenarios;

/// <summary>A server that is no demo: nobody is there yet.</summary>
public sealed class StartingInEarnest
{
    [Fact]
    public async Task The_first_key_lies_in_the_data_folder_and_makes_the_first_user()
    {
        await using var server = await TestServer.StartAsync(demo: false);
        var file = Path.Combine(server.DataFolder, "admin-api-key");
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }

        using var api = ApiClient.WithKey(server);
        await api.GoodAsync("POST", "tenants", """{"id":"acme","displayName":"Acme"}""");
        await api.GoodAsync("PUT", "tenants/acme/domains/acme.test", "{}");
        await api.GoodAsync("POST", "domains/acme.test/users", """{"localPart":"ann","password":"correct horse"}""");
        await server.SendAsync("Subject: first\r\n\r\ny\r\n", "ann@acme.test");
        await using var imap = await server.ImapsAsync();
        await imap.OkAsync("LOGIN ann@acme.test \"correct horse\"");
    }

    [Fact]
    public async Task A_key_that_was_revoked_or_lost_is_replaced_at_the_next_start_and_a_good_one_stays()
    {
        await using var server = await TestServer.StartAsync(demo: false);
        var file = Path.Combine(server.DataFolder, "admin-api-key");
        var first = await File.ReadAllTextAsync(file);
        await AgainAsync(server);
        Assert.Equal(first, await File.ReadAllTextAsync(file));

        using (var api = ApiClient.WithKey(server))
        {
            var id = (string)(await api.GoodAsync("GET", "api-keys"))["items"]![0]!["id"]!;
            await api.GoodAsync("DELETE", $"api-keys/{id}");
        }

        await AgainAsync(server);
        Assert.NotEqual(first, await File.ReadAllTextAsync(file));
        File.Delete(file);
        await AgainAsync(server);
        using var again = ApiClient.WithKey(server);
        await again.GoodAsync("GET", "tenants");
        using var revoked = ApiClient.WithKey(server, first.Trim());
        await revoked.RefusedAsync(HttpStatusCode.Unauthorized, "UNAUTHENTICATED", "GET", "tenants");
    }

    [Theory]
    [InlineData("/mail/config-v1.1.xml?emailaddress=ann%40acme.test", "acme.test")]
    [InlineData("/.well-known/autoconfig/mail/config-v1.1.xml", "mail.demo.test")]
    public async Task Mail_programs_find_the_settings_by_themselves(string path, string domain)
    {
        await using var server = await TestServer.StartAsync(demo: false);
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{server.HttpPort}") };
        var provider = XDocument.Parse(await http.GetStringAsync(path)).Root!.Element("emailProvider")!;
        Assert.Equal(domain, provider.Element("domain")!.Value);
        Assert.Equal(
            ["imap SSL", "imap STARTTLS", "smtp SSL", "smtp STARTTLS"],
            provider.Elements().Where(e => e.Name.LocalName.EndsWith("Server", StringComparison.Ordinal)).Select(e => $"{e.Attribute("type")!.Value} {e.Element("socketType")!.Value}"));
        Assert.All(provider.Descendants("hostname"), h => Assert.Equal("mail.demo.test", h.Value));
        Assert.All(provider.Descendants("username"), u => Assert.Equal("%EMAILADDRESS%", u.Value));
        Assert.Equal(4, provider.Descendants("port").Select(p => int.Parse(p.Value, System.Globalization.CultureInfo.InvariantCulture)).Count(p => p > 0));
    }

    private static async Task AgainAsync(TestServer server)
    {
        await server.StopAsync();
        await server.StartAgainAsync();
    }
}
