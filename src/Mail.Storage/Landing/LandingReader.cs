using System.Data;
using Mail.Domain.Blobs;
using Mail.Storage.Blobs;
using Mail.Storage.Postgres;
using Npgsql;

namespace Mail.Storage.Landing;

/// <summary>Reads ranges of bodies; of an uncompressed one the server touches only the range. A read of the whole checks the checksum.</summary>
internal sealed class LandingReader(NpgsqlDataSource source)
{
    private const string Part = "SELECT crc, substring(body FROM $3 FOR $4) FROM mail_state.landing WHERE hour = $1 AND id = $2 AND octet_length(body) = $5";

    public async ValueTask ReadAsync(BlobRef blob, int offset, Memory<byte> destination, CancellationToken cancellation)
    {
        if (offset < 0 || (long)offset + destination.Length > blob.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(offset), $"{destination.Length} bytes from {offset} on leave blob {blob}.");
        }

        if (blob.Kind != BlobKind.Landing)
        {
            throw new BlobNotFoundException(blob, "it is no row of the landing table");
        }

        try
        {
            var crc = await FillAsync(blob, offset, destination, cancellation).ConfigureAwait(false);
            if (destination.Length == blob.Length && crc != Crc32C.Of(destination.Span))
            {
                throw new BlobNotFoundException(blob, "its checksum does not hold");
            }
        }
        catch (Exception failure) when (failure is not EndOfStreamException && PostgresFailures.IsOfStore(failure))
        {
            throw PostgresFailures.ToPortException(failure);
        }
    }

    private async ValueTask<long> FillAsync(BlobRef blob, int offset, Memory<byte> destination, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(Part);
        command.Parameters.Add(GroupTransactions.Of(blob.Container));
        command.Parameters.Add(GroupTransactions.Of(blob.Offset));
        command.Parameters.Add(GroupTransactions.Of(offset + 1));
        command.Parameters.Add(GroupTransactions.Of(destination.Length));
        command.Parameters.Add(GroupTransactions.Of(blob.Length));
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancellation).ConfigureAwait(false);
        if (!await reader.ReadAsync(cancellation).ConfigureAwait(false))
        {
            throw new BlobNotFoundException(blob, "there is no such row");
        }

        var crc = reader.GetInt64(0);
        await using var body = await reader.GetStreamAsync(1, cancellation).ConfigureAwait(false);
        await body.ReadExactlyAsync(destination, cancellation).ConfigureAwait(false);
        return crc;
    }
}
