using Mail.Domain.Mailboxes;
using Orleans;

namespace Mail.Contracts.Surrogates;

/// <summary>Translates <see cref="FolderName"/> for the wire.</summary>
[RegisterConverter]
public sealed class FolderNameConverter : IConverter<FolderName, FolderNameSurrogate>
{
    public FolderName ConvertFromSurrogate(in FolderNameSurrogate surrogate) => surrogate.Value is null ? default : FolderName.Parse(surrogate.Value);

    public FolderNameSurrogate ConvertToSurrogate(in FolderName value) => new() { Value = value.Value };
}
