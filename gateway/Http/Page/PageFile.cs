using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Mail.Gateway.Http.Page;

/// <summary>Content that is the same for everybody, with its entity tag (RFC 9110 section 8.8.3), which is computed once: a digest costs more than sending.</summary>
internal sealed class PageFile(byte[] content, string type)
{
    public byte[] Content => content;

    public string Type => type;

    public EntityTagHeaderValue Tag { get; } = new($"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 12))}\"");
}
