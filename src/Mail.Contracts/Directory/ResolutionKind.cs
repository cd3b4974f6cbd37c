namespace Mail.Contracts.Directory;

/// <summary>Outcome of resolving an address.</summary>
public enum ResolutionKind : byte
{
    Found = 0,

    /// <summary>The domain is served, the address is not known (SMTP 550 5.1.1).</summary>
    UnknownUser = 1,

    /// <summary>The domain is not served here (SMTP 550 5.7.1).</summary>
    UnknownDomain = 2,
}
