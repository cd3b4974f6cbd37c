using System.Buffers.Text;
using Mail.Domain.Blobs;
using Mail.Gateway.Imap.Commands;
using Mail.Gateway.Imap.Session;
using Mail.Mime;
using Mail.Protocols.Imap;

namespace Mail.Gateway.Imap.Bodies;

/// <summary>Sends a range of a message as a literal: read in pieces straight into the connection's buffer, flushed after each.</summary>
internal static class BodyStream
{
    private const int Piece = 32 * 1024;
    private const int LongestHeader = 16;

    /// <summary>False, and nothing is written, if the first piece cannot be read.</summary>
    /// <exception cref="ImapPeerGoneException">A later piece cannot be read: the literal is promised, so the connection must end.</exception>
    public static async ValueTask<bool> SendAsync(
        ImapOutput output, MessageReader reader, BlobRef blob, ByteRange range, Action<Exception> onFailure)
    {
        for (var sent = 0; sent < range.Length || sent == 0;)
        {
            var size = Math.Min(Piece, range.Length - sent);
            var memory = output.GetMemory(size + LongestHeader);
            var header = sent == 0 ? WriteHeader(range.Length, memory.Span) : 0;
            try
            {
                if (size > 0)
                {
                    await reader.ReadAsync(blob, range.Offset + sent, memory.Slice(header, size)).ConfigureAwait(false);
                    ImapResponseWriter.ReplaceNul(memory.Span.Slice(header, size));
                }
            }
            catch (Exception failure) when (FetchRun.IsUnreadable(failure))
            {
                onFailure(failure);
                return sent == 0 ? false : throw new ImapPeerGoneException();
            }

            output.Advance(header + size);
            sent += size;
            if (size == 0)
            {
                break;
            }

            await output.FlushIfFullAsync().ConfigureAwait(false);
        }

        return true;
    }

    private static int WriteHeader(int length, Span<byte> target)
    {
        " {"u8.CopyTo(target);
        Utf8Formatter.TryFormat(length, target[2..], out var digits);
        "}\r\n"u8.CopyTo(target[(2 + digits)..]);
        return digits + 5;
    }
}
