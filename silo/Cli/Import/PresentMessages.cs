using System.Security.Cryptography;
using System.Text.Json;
using Mail.Mime;
using Mail.Silo.Cli.Api;
using Mail.Silo.Cli.Output;

namespace Mail.Silo.Cli.Import;

/// <summary>
/// What a folder holds before an import, so that a second run adds nothing twice. A message is known by its size, dates, subject and
/// Message-ID; one without Message-ID is compared byte for byte.
/// </summary>
internal sealed class PresentMessages(CliCall call, string user, string folder)
{
    private const int HeaderEnough = 256 * 1024;

    private readonly Dictionary<string, Queue<string>> _known = new(StringComparer.Ordinal);

    public async Task LoadAsync()
    {
        await foreach (var message in new ItemStream(call, long.MaxValue).ReadAsync(ApiOperations.ListMessages.With(user, folder), call.Cancellation))
        {
            var key = Key(
                Cell.At(message, "size").GetInt64(), Cell.At(message, "receivedAt").GetDateTimeOffset(), Text(message, "subject"), Text(message, "messageId"));
            if (!_known.TryGetValue(key, out var uids))
            {
                _known[key] = uids = new Queue<string>();
            }

            uids.Enqueue(Cell.At(message, "uid").GetRawText());
        }
    }

    /// <summary>Whether it is there; each message that is there answers for one only. Not for use by several at a time.</summary>
    public async Task<bool> TakeAsync(ReadOnlyMemory<byte> message, DateTimeOffset receivedAt)
    {
        if (_known.Count == 0)
        {
            return false;
        }

        var (subject, id) = Header(message);
        if (!_known.TryGetValue(Key(message.Length, receivedAt, subject, id), out var uids))
        {
            return false;
        }

        for (var n = uids.Count; n > 0; n--)
        {
            var uid = uids.Dequeue();
            if (id is not null || await IsSameAsync(uid, message))
            {
                return true;
            }

            uids.Enqueue(uid);
        }

        return false;
    }

    private async Task<bool> IsSameAsync(string uid, ReadOnlyMemory<byte> message)
    {
        try
        {
            var there = await call.SendAsync(ApiOperations.GetRawMessage.With(user, folder, uid));
            return SHA256.HashData(there.Body).AsSpan().SequenceEqual(SHA256.HashData(message.Span));
        }
        catch (RefusedException refusal) when (refusal.Code == "NOT_FOUND")
        {
            return false;
        }
    }

    // As the server made the summary that it lists.
    private static (string? Subject, string? Id) Header(ReadOnlyMemory<byte> message) =>
        MessageSummary.TryRead(MessageSummary.Create(message[..Math.Min(message.Length, HeaderEnough)]), out var summary) ? (summary.Subject, summary.MessageId) : default;

    private static string Key(long size, DateTimeOffset receivedAt, string? subject, string? id) => $"{size} {receivedAt.ToUnixTimeSeconds()} {id} {subject}";

    private static string? Text(JsonElement message, string name) => Cell.At(message, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
