using System.Net;
using System.Text;
using Mail.Domain.Mailboxes;
using Mail.Gateway.Tests.Http.Fakes;

namespace Mail.Gateway.Tests.Http;

public sealed class FolderTests
{
    [Fact]
    public async Task A_renamed_folder_and_those_below_stay_subscribed()
    {
        await using var server = await ApiTestServer.StartAsync();
        var made = await server.PostAsync(ApiTestServer.Ann + "/folders", """{"name":"Work"}""");
        await server.PostAsync(ApiTestServer.Ann + "/folders", """{"name":"Work/Old"}""");
        await server.Mailbox.CreateFolderAsync(FolderName.Parse("Work/Hidden"), SpecialUse.None);
        foreach (var other in (string[])["Workshop", "Work/Gone"])
        {
            await server.Mailbox.SetSubscribedAsync(FolderName.Parse(other), subscribed: true);
        }

        using var body = new StringContent("""{"name":"Jobs/2026"}""", Encoding.UTF8, "application/json");
        using var answer = await server.Http.PatchAsync($"{ApiTestServer.Ann}/folders/{made.Body!["id"]}", body);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var list = await server.Mailbox.ListFoldersAsync();
        Assert.Equal(["Jobs/2026", "Jobs/2026/Old", "Work/Gone", "Workshop"], list.Subscriptions.Select(s => s.Value).Order(StringComparer.Ordinal));
    }
}
