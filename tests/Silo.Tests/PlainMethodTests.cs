using System.Net;

namespace Silo.Tests;

public sealed class PlainMethodTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/health")]
    [InlineData("/ready")]
    [InlineData("/metrics")]
    public async Task HEAD_and_OPTIONS_are_answered(string path)
    {
        using var http = new HttpClient { BaseAddress = new Uri(server.Url) };
        using var head = await http.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        using var options = await http.SendAsync(new HttpRequestMessage(HttpMethod.Options, path));
        Assert.Equal(HttpStatusCode.NoContent, options.StatusCode);
        Assert.Contains("HEAD", options.Content.Headers.Allow);
        using var post = await http.PostAsync(path, null);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, post.StatusCode);
    }
}
