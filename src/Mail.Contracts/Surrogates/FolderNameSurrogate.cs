using Mail.Domain.Mailboxes;
using Orleans;

namespace Mail.Contracts.Surrogates;

/// <summary>How <see cref="FolderName"/> travels.</summary>
[GenerateSerializer, Immutable, Alias("mail.folder-name")]
public struct FolderNameSurrogate
{
    [Id(0)]
    public string? Value;
}
