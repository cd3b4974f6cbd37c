using Mail.Gateway.Delivery;

namespace Mail.Gateway.Tests.Delivery;

public sealed class LoggedRecipientsTests
{
    [Fact]
    public void A_few_are_named() => Assert.Equal("<a@b.test>, <c@d.test>", LoggedRecipients.Of(["a@b.test", "c@d.test"], 2));

    [Fact]
    public void Many_are_counted()
    {
        var text = LoggedRecipients.Of(Enumerable.Range(0, 500).Select(i => $"u{i}@b.test"), 500);
        Assert.EndsWith("<u9@b.test> and 490 more", text, StringComparison.Ordinal);
    }
}
