namespace Mail.Storage.Directory;

/// <summary>What an address stands for. The numbers are stored.</summary>
public enum AddressKind : byte
{
    /// <summary>An account's own address, primary or further.</summary>
    Account = 1,

    /// <summary>Stands for other addresses.</summary>
    Alias = 2,
}
