using System.Net;
using System.Text.Json.Nodes;
using Mail.Gateway.Tests.Http.Fakes;

namespace Mail.Gateway.Tests.Http;

/// <summary>What cannot be read is refused in the API's own words.</summary>
public sealed class RefusalTests
{
    private const string Inbox = "/folders/1/messages";
    private const string Number = "The parameter limit must be one whole number.";

    [Theory]
    [InlineData("?limit=abc", Number)]
    [InlineData("?limit=", Number)]
    [InlineData("?limit=1&limit=2", Number)]
    public async Task Of_a_query(string query, string expected)
    {
        await using var server = await ApiTestServer.StartAsync();
        using var answer = await server.Http.GetAsync(ApiTestServer.Ann + Inbox + query);
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.Equal((HttpStatusCode.BadRequest, "INVALID_ARGUMENT", expected), (answer.StatusCode, (string?)problem["code"], (string?)problem["detail"]));
    }

    [Theory]
    [InlineData("garbage", "The parameter receivedAt must be one time as in RFC 3339")]
    [InlineData("0001-01-01T00:00:00Z", "receivedAt must be in the years 1900 to 9990.")]
    [InlineData("9999-12-31T23:59:59Z", "receivedAt must be in the years 1900 to 9990.")]
    public async Task Of_a_time(string time, string expected)
    {
        await using var server = await ApiTestServer.StartAsync();
        var answer = await server.PostAsync($"{ApiTestServer.Ann}{Inbox}?receivedAt={time}", "Subject: x\r\n\r\nx\r\n", type: "message/rfc822");
        Assert.Equal((HttpStatusCode.BadRequest, "INVALID_ARGUMENT"), (answer.Status, (string?)answer.Body!["code"]));
        Assert.StartsWith(expected, (string?)answer.Body["detail"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/folders", "")]
    [InlineData("/folders", " ")]
    [InlineData("/folders", "null")]
    [InlineData("/messages", "")]
    [InlineData("/messages", "null")]
    public async Task Of_a_body(string path, string body)
    {
        await using var server = await ApiTestServer.StartAsync();
        var answer = await server.PostAsync(ApiTestServer.Ann + path, body);
        Assert.Equal((HttpStatusCode.BadRequest, "INVALID_ARGUMENT"), (answer.Status, (string?)answer.Body!["code"]));
        Assert.EndsWith(": send a JSON object.", (string?)answer.Body["detail"], StringComparison.Ordinal);
    }
}
