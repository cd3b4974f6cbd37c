using Mail.Contracts.Directory;
using Mail.Domain.Identity;
using Mail.Gateway.Http.Operations;
using Orleans;

namespace Mail.Gateway.Http.Domains;

/// <summary>Pages of those addresses of a domain that are of one kind.</summary>
internal static class AddressPages
{
    private const int Stride = 1000;
    private const int MostStrides = 10;

    /// <summary>At most <paramref name="most"/>; fewer with a cursor where many of the other kind lie between.</summary>
    public static async Task<(List<AddressEntry> Found, string? Next)> ReadAsync(
        IGrainFactory grains, DomainName domain, string? cursor, int most, Func<AddressEntry, bool> wanted)
    {
        var directory = grains.GetGrain<IDirectoryGrain>(domain.Value);
        var found = new List<AddressEntry>();
        var after = Paging.Text(cursor);
        for (var i = 0; i < MostStrides; i++)
        {
            var entries = await directory.ListAsync(after, i == 0 ? most : Stride);
            foreach (var entry in entries)
            {
                after = entry.Address.LocalPart;
                if (wanted(entry))
                {
                    found.Add(entry);
                }

                if (found.Count == most)
                {
                    return (found, Paging.Cursor(after));
                }
            }

            if (entries.Length < (i == 0 ? most : Stride))
            {
                return (found, null);
            }
        }

        return (found, Paging.Cursor(after!));
    }
}
