using System.Runtime.CompilerServices;
using Mail.Mime;

namespace Mail.Silo.Cli.Import;

/// <summary>Reads an mbox file as a stream, one message in memory at a time. It may be a pipe.</summary>
internal sealed class MboxSource(string file, string folder)
{
    private const int Piece = 256 * 1024;

    /// <exception cref="CliException">It is no mbox file.</exception>
    public async IAsyncEnumerable<ImportItem> ReadAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        // Opening a pipe waits for whoever writes to it.
        await using var input = await Task.Run(Open, CancellationToken.None).WaitAsync(cancellation);
        var splitter = new MboxSplitter((int)ImportRun.Largest);
        var (total, read, seen) = (input.CanSeek ? Math.Max(1, input.Length) : long.MaxValue, 0L, false);
        while (true)
        {
            // A piece of its own each: the messages of the last one may still be read.
            var buffer = new byte[Piece];
            var count = await input.ReadAsync(buffer, cancellation);
            read += count;
            foreach (var message in count > 0 ? splitter.Push(buffer.AsMemory(0, count)) : splitter.End() is { } last ? [last] : [])
            {
                seen = true;
                yield return Item(message) with { Progress = read / (double)total };
            }

            if (count == 0)
            {
                break;
            }
        }

        if (!seen && read > 0)
        {
            throw CliException.Usage($"'{file}' is no mbox file: no line begins with 'From '.");
        }
    }

    private ImportItem Item(MboxMessage message) => new(
        $"{file}, message {message.Number}", folder, StoredFlags.OfMboxHeader(message.Content), message.ReceivedAt ?? DateIn(message.Content), message.Content.Length,
        _ => message.IsTooLarge
            ? throw new BadMessageException($"it has {message.Size >> 20} MiB; at most {ImportRun.Largest >> 20} are taken")
            : Task.FromResult(message.Content));

    /// <summary>For a From line without a date: the message's own, else that of the file, so that a repetition finds the same.</summary>
    private DateTimeOffset DateIn(ReadOnlyMemory<byte> message) =>
        MessageSummary.TryRead(MessageSummary.Create(message[..Math.Min(message.Length, 64 * 1024)]), out var summary)
        && summary.DateUnixSeconds is > 0 and < 253_402_300_000
            ? DateTimeOffset.FromUnixTimeSeconds(summary.DateUnixSeconds.Value)
            : File.GetLastWriteTimeUtc(file);

    private FileStream Open()
    {
        try
        {
            return new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1, FileOptions.SequentialScan | FileOptions.Asynchronous);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CliException.Usage(error.Message);
        }
    }
}
