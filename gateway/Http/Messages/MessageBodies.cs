using Mail.Mime;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Mail.Gateway.Http.Messages;

/// <summary>Request bodies that carry a message.</summary>
internal static class MessageBodies
{
    public const string RawType = "message/rfc822";

    private const int InMemory = 1 << 20;

    public static bool IsRawMessage(this HttpRequest request) =>
        request.ContentType?.StartsWith(RawType, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>A slow sender waits here, on disk beyond 1 MiB, and not in one of the places for work in memory.</summary>
    public static async Task ReceiveAsync(this HttpRequest request)
    {
        request.EnableBuffering(InMemory);
        await request.Body.DrainAsync(request.HttpContext.RequestAborted);
        request.Body.Position = 0;
    }

    /// <summary>The message that was received, every line end as CRLF.</summary>
    public static async Task<ReadOnlyMemory<byte>> ReadMessageAsync(this HttpRequest request)
    {
        var raw = new byte[request.Body.Length];
        await request.Body.ReadExactlyAsync(raw, request.HttpContext.RequestAborted);
        return LineEnds.ToCrLf(raw);
    }
}
