using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Scenarios.Harness;

/// <summary>The HTTP API as a program uses it: with the administrator's key, or as somebody else.</summary>
internal sealed class ApiClient : IDisposable
{
    private readonly HttpClient _http;

    private ApiClient(int port) => _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/api/v2/") };

    public static ApiClient WithKey(TestServer server, string? key = null)
    {
        var api = new ApiClient(server.HttpPort);
        var text = key ?? File.ReadAllText(Path.Combine(server.DataFolder, "admin-api-key")).Trim();
        api._http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", text);
        return api;
    }

    public static ApiClient AsUser(TestServer server, string user, string password = TestServer.Password)
    {
        var api = new ApiClient(server.HttpPort);
        api._http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
        return api;
    }

    public async Task<(HttpStatusCode Status, JsonNode? Body)> CallAsync(string method, string path, string? body = null, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    public async Task<JsonNode> GoodAsync(string method, string path, string? body = null, string? idempotencyKey = null)
    {
        var (status, answer) = await CallAsync(method, path, body, idempotencyKey);
        Assert.True((int)status < 300, $"{method} {path}: {status} {answer}");
        return answer ?? new JsonObject();
    }

    public async Task RefusedAsync(HttpStatusCode expected, string code, string method, string path, string? body = null, string? idempotencyKey = null)
    {
        var (status, answer) = await CallAsync(method, path, body, idempotencyKey);
        Assert.Equal((expected, code), (status, (string?)answer?["code"]));
    }

    public void Dispose() => _http.Dispose();
}
