using System.Buffers;
using Mail.Mime;

namespace Mail.Gateway.Imap.Bodies;

/// <summary>Summaries of messages that arrive by APPEND.</summary>
internal static class Summaries
{
    /// <summary>Attachments that begin later do not show in lists, which is worth less than parsing 50 MiB.</summary>
    private const int Enough = 256 * 1024;

    public static ReadOnlyMemory<byte> Of(in ReadOnlySequence<byte> message) =>
        MessageSummary.Create(MimeParser.Parse(message.Slice(0, Math.Min(Enough, message.Length))));
}
