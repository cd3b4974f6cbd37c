using Orleans;

namespace Mail.Contracts.Mailboxes;

/// <summary>For APPENDUID (RFC 4315).</summary>
[GenerateSerializer, Immutable, Alias("mail.appended")]
public sealed record AppendResult(
    [property: Id(0)] int FolderNo,
    [property: Id(1)] uint UidValidity,
    [property: Id(2)] uint Uid);
