using Mail.Contracts.Directory;
using Mail.Storage.Directory;

namespace Mail.Grains.Directory;

/// <summary>Entries of the directory as callers see them.</summary>
internal static class AddressViews
{
    public static AddressEntry Of(DirectoryEntry entry) =>
        new(entry.Address, entry.Kind == AddressKind.Account ? entry.Account : null, entry.Targets);
}
