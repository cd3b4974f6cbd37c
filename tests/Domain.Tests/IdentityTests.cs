using Mail.Domain.Blobs;
using Mail.Domain.Identity;

namespace Domain.Tests;

public sealed class IdentityTests
{
    [Fact]
    public void Uuid7_carries_time_version_and_variant_and_sorts_by_time()
    {
        var entropy = Enumerable.Repeat((byte)0xFF, 10).ToArray();
        var time = DateTimeOffset.FromUnixTimeMilliseconds(0x0123456789AB);
        var id = Uuid7.Create(time, entropy);
        Assert.Equal("01234567-89ab-7fff-bfff-ffffffffffff", id.ToString());
        Assert.Equal(7, id.Version);
        Assert.True(new IngestId(id).CompareTo(new IngestId(Uuid7.Create(time.AddMilliseconds(1), new byte[10]))) < 0);
    }

    [Fact]
    public void Account_id_reads_both_forms()
    {
        var id = new AccountId(Guid.Parse("01234567-89ab-7fff-bfff-ffffffffffff"));
        Assert.True(AccountId.TryParse(id.ToString(), out var again));
        Assert.Equal(id, again);
        Assert.False(AccountId.TryParse("x", out _));
    }

    [Theory]
    [InlineData("1:12:4096:512", true)]
    [InlineData("9:12:4096:512", false)]
    [InlineData("1:12:4096", false)]
    [InlineData("1:-1:4096:1", false)]
    [InlineData(null, false)]
    public void Blob_references_are_written_and_read(string? text, bool valid)
    {
        Assert.Equal(valid, BlobRef.TryParse(text, out var blob));
        if (valid)
        {
            Assert.Equal(text, blob.ToString());
        }
    }
}
