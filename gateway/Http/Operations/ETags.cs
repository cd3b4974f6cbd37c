using System.Security.Cryptography;
using System.Text.Json;
using Mail.Gateway.Http.Problems;
using Microsoft.AspNetCore.Http;

namespace Mail.Gateway.Http.Operations;

/// <summary>Strong entity tags (RFC 9110 section 8.8.3) of small documents, and If-Match.</summary>
internal static class ETags
{
    public static string Of<T>(T document) => $"\"{Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(document)).AsSpan(0, 12))}\"";

    public static T WithETag<T>(this HttpContext http, T document)
    {
        http.Response.Headers.ETag = Of(document);
        return document;
    }

    /// <summary>True if the request names the state it changes; refused if that is not the present one.</summary>
    public static bool Match<T>(HttpContext http, T present)
    {
        var given = http.Request.Headers.IfMatch.ToString();
        if (given.Length == 0 || given == "*")
        {
            return false;
        }

        var tag = Of(present);
        return given.Split(',', StringSplitOptions.TrimEntries).Contains(tag) ? true : throw ApiException.Changed();
    }
}
