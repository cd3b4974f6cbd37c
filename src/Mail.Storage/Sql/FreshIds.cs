using System.Security.Cryptography;
using Mail.Domain.Identity;

namespace Mail.Storage.Sql;

/// <summary>Ids of commits and versions: never used twice, in any process.</summary>
internal sealed class FreshIds(TimeProvider time)
{
    public Guid Next()
    {
        Span<byte> entropy = stackalloc byte[10];
        RandomNumberGenerator.Fill(entropy);
        return Uuid7.Create(time.GetUtcNow(), entropy);
    }
}
