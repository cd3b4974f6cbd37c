using Mail.Domain.Identity;

namespace Domain.Tests;

public sealed class AddressTests
{
    [Fact]
    public void A_letter_that_composes_only_when_small_gives_one_address()
    {
        var address = EmailAddress.Parse("T\u0308@demo.test");
        Assert.Equal(EmailAddress.Parse("\u1E97@demo.test"), address);
        Assert.Equal(address, EmailAddress.Parse(address.ToString()));
    }

    [Fact]
    public void A_local_part_that_grows_when_normalized_is_still_at_most_64_octets()
    {
        // U+0958 is U+0915 U+093C in normal form.
        Assert.False(EmailAddress.TryParse(new string('a', 61) + "\u0958@demo.test", out _));
        Assert.True(EmailAddress.TryParse(new string('a', 58) + "\u0958@demo.test", out var address));
        Assert.Equal(address, EmailAddress.Parse(address.ToString()));
    }

    [Theory]
    [InlineData("alice@demo.test", "alice", "demo.test")]
    [InlineData("Alice@Demo.TEST.", "alice", "demo.test")]
    [InlineData("user+tag@demo.test", "user+tag", "demo.test")]
    [InlineData("\"a b\"@demo.test", "a b", "demo.test")]
    [InlineData("\"a\\\"b@c\"@demo.test", "a\"b@c", "demo.test")]
    [InlineData("jörg@bücher.test", "jörg", "xn--bcher-kva.test")]
    [InlineData("a@b@demo.test", null, null)]
    [InlineData(".a@demo.test", null, null)]
    [InlineData("a..b@demo.test", null, null)]
    [InlineData("a b@demo.test", null, null)]
    [InlineData("\"a\"b@demo.test", null, null)]
    [InlineData("\"a\\\"@demo.test", null, null)]
    [InlineData("\"\"@demo.test", null, null)]
    [InlineData("@demo.test", null, null)]
    [InlineData("a@", null, null)]
    [InlineData("a@-demo.test", null, null)]
    [InlineData("a@de mo.test", null, null)]
    [InlineData("a\r\nb@demo.test", null, null)]
    [InlineData("a@demo..test", null, null)]
    [InlineData("", null, null)]
    [InlineData(null, null, null)]
    public void Address_is_read_or_refused(string? text, string? local, string? domain)
    {
        var read = EmailAddress.TryParse(text, out var address);
        Assert.Equal(local is not null, read);
        if (read)
        {
            Assert.Equal((local, domain), (address.LocalPart, address.Domain.Value));
        }
    }

    [Fact]
    public void Local_part_has_at_most_64_octets()
    {
        Assert.True(EmailAddress.TryParse(new string('a', 64) + "@x.test", out _));
        Assert.False(EmailAddress.TryParse(new string('a', 65) + "@x.test", out _));
        Assert.False(EmailAddress.TryParse(new string('ö', 33) + "@x.test", out _));
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("a\"\\b")]
    [InlineData("plain")]
    [InlineData("dot.")]
    public void What_is_written_reads_back(string local)
    {
        Assert.True(EmailAddress.TryCreate(local, DomainName.Parse("x.test"), out var address));
        Assert.Equal(address, EmailAddress.Parse(address.ToString()));
    }

    [Fact]
    public void Domain_labels_and_length_are_bounded()
    {
        Assert.True(DomainName.TryParse(new string('a', 63) + ".test", out _));
        Assert.False(DomainName.TryParse(new string('a', 64) + ".test", out _));
        Assert.False(DomainName.TryParse(string.Join('.', Enumerable.Repeat("abcdefgh", 30)), out _));
    }

    [Theory]
    [InlineData("acme", true)]
    [InlineData("Acme-2", true)]
    [InlineData("-acme", false)]
    [InlineData("a_b", false)]
    [InlineData("", false)]
    public void Tenant_names_are_slugs(string text, bool expected) => Assert.Equal(expected, TenantId.TryParse(text, out _));
}
