using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using Mail.Silo.Cli.Api;
using Mail.Silo.Cli.Messages;

namespace Mail.Silo.Cli.Import;

/// <summary>
/// Imports messages, several at a time. One reader decides what is there already; many senders share the server's commits. What one
/// message is refused for is reported, what all would be refused for ends the run: it can be repeated at any time.
/// </summary>
internal sealed class ImportRun(CliCall call, string user, ImportReport report, bool again)
{
    /// <summary>Octets of the largest message that is taken.</summary>
    public const long Largest = 48L << 20;

    private const int AtOnce = 32;
    private const int Unit = 1 << 20;
    private const int MostUnits = 128;

    private readonly ImportTarget _target = new(call, user);
    private readonly SemaphoreSlim _units = new(MostUnits);
    private readonly Dictionary<string, int> _copies = new(StringComparer.Ordinal);
    private readonly string _salt = again ? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)) : "";

    public async Task RunAsync(IAsyncEnumerable<ImportItem> items)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(call.Cancellation);
        var queue = Channel.CreateBounded<(ImportItem Item, ApiRequest Request, int Units)>(AtOnce);
        Task[] work = [ReadAsync(items, queue.Writer, end), .. Enumerable.Range(0, AtOnce).Select(_ => SendAsync(queue.Reader, end))];
        try
        {
            await Task.WhenAll(work);
        }
        catch
        {
            // The first cause, not what followed from it.
            throw work.Select(t => t.Exception?.InnerException).OfType<Exception>().FirstOrDefault(e => e is not OperationCanceledException)
                ?? new OperationCanceledException(call.Cancellation);
        }
    }

    private async Task ReadAsync(IAsyncEnumerable<ImportItem> items, ChannelWriter<(ImportItem, ApiRequest, int)> queue, CancellationTokenSource end)
    {
        try
        {
            await foreach (var item in items.WithCancellation(end.Token))
            {
                var units = (int)Math.Min(MostUnits, (item.Size / Unit) + 1);
                for (var i = 0; i < units; i++)
                {
                    await _units.WaitAsync(end.Token);
                }

                if (await PrepareAsync(item, end.Token) is { } request)
                {
                    await queue.WriteAsync((item, request, units), end.Token);
                }
                else
                {
                    _units.Release(units);
                }
            }
        }
        catch
        {
            await end.CancelAsync();
            throw;
        }
        finally
        {
            queue.Complete();
        }
    }

    /// <summary>Null: there is nothing to send.</summary>
    private async Task<ApiRequest?> PrepareAsync(ImportItem item, CancellationToken cancellation)
    {
        try
        {
            var message = await item.Load(cancellation);
            var (folder, present) = await _target.FolderAsync(item.Folder);
            if (await present.TakeAsync(message, item.ReceivedAt))
            {
                report.WasThere(item);
                return null;
            }

            return AppendCommand.Request(user, folder, message, item.Flags, item.ReceivedAt) with { IdempotencyKey = Key(item, folder, message), OutwaitsItself = true };
        }
        catch (BadMessageException bad)
        {
            report.Skipped(item.Source, bad.Message);
            return null;
        }
    }

    private async Task SendAsync(ChannelReader<(ImportItem Item, ApiRequest Request, int Units)> queue, CancellationTokenSource end)
    {
        try
        {
            await foreach (var (item, request, units) in queue.ReadAllAsync(end.Token))
            {
                end.Token.ThrowIfCancellationRequested();

                // What is under way goes to its end even if another was refused: the report counts what the server has taken.
                await SendAsync(item, request, call.Cancellation);
                _units.Release(units);
            }
        }
        catch
        {
            await end.CancelAsync();
            throw;
        }
    }

    private async Task SendAsync(ImportItem item, ApiRequest request, CancellationToken cancellation)
    {
        try
        {
            var answer = await call.Api.SendAsync(request, cancellation);
            if (answer.IsReplayed)
            {
                report.WasImported(item);
            }
            else
            {
                report.Imported(item, request.Body!.Value.Length);
            }
        }
        catch (RefusedException refusal) when (refusal.Status is 400 or 413 or 422)
        {
            report.Skipped(item.Source, refusal.Message);
        }
    }

    /// <summary>
    /// The same for the same message in a repetition. What stands in a source twice has two keys: nothing is lost.
    /// </summary>
    private string Key(ImportItem item, string folder, ReadOnlyMemory<byte> message)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{_salt}\n{user}\n{folder}\n{string.Join(' ', item.Flags)}\n{item.ReceivedAt.UtcTicks}\n"));
        hash.AppendData(message.Span);
        var key = Convert.ToHexStringLower(hash.GetHashAndReset());
        var copy = _copies[key] = _copies.GetValueOrDefault(key) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"import-{key}-{copy}");
    }
}
