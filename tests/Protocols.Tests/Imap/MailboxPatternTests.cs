using Mail.Protocols.Imap;

namespace Mail.Protocols.Tests.Imap;

public class MailboxPatternTests
{
    [Theory]
    [InlineData("*", "a/b/c", true)]
    [InlineData("%", "a", true)]
    [InlineData("%", "a/b", false)]
    [InlineData("a/%", "a/b", true)]
    [InlineData("a/%", "a", false)]
    [InlineData("a*", "a/b/c", true)]
    [InlineData("%/b", "a/b", true)]
    [InlineData("*b*", "abc", true)]
    [InlineData("*b*", "acd", false)]
    [InlineData("inbox", "INBOX", true)]
    [InlineData("iNb%", "INBOX", true)]
    [InlineData("Drafts", "drafts", false)]
    [InlineData("", "a", false)]
    [InlineData("a%*c", "a/b/c", true)]
    public void Wildcards_match_within_and_across_levels(string pattern, string name, bool matches) =>
        Assert.Equal(matches, new MailboxPattern("", pattern, '/').Matches(name));

    [Fact]
    public void The_reference_stands_in_front() => Assert.True(new MailboxPattern("a/", "%", '/').Matches("a/b"));

    [Fact]
    public void Many_wildcards_take_no_exponential_time()
    {
        var pattern = new MailboxPattern("", string.Concat(Enumerable.Repeat("*a", 500)), '/');
        Assert.False(pattern.Matches(new string('a', 499)));
        Assert.True(pattern.Matches(new string('a', 500)));
    }
}
