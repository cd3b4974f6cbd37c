using System.Text.Json;

namespace Mail.Silo.Cli.Api;

/// <summary>A success.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">As it came.</param>
/// <param name="ETag">Names the state of the resource; null: it has none.</param>
internal sealed record ApiAnswer(int Status, byte[] Body, string? ETag)
{
    /// <summary>It is an earlier one's, of the same idempotency key: nothing happened.</summary>
    public bool IsReplayed { get; init; }

    public JsonElement Json { get; } = Body.Length > 0 && Body[0] is (byte)'{' or (byte)'[' ? JsonElement.Parse(Body) : default;
}
