using Engine.Generator.Tests.Model;

namespace Engine.Generator.Tests.Serialization;

public sealed class VersionTests
{
    [Fact]
    public void An_older_reader_passes_over_fields_it_does_not_know()
    {
        var bytes = Host.Serializer.SerializeToArray(new AccountAfter
        {
            Name = "ada", Points = [new(1, 2)], Extra = new Holder { Anything = 5 }, Key = new Guid("0198c0de-0000-7000-8000-000000000001"), Part = 2, Tree = new Node { Next = new() },
        });
        var before = Host.Serializer.Deserialize<AccountBefore>(bytes);
        Assert.Equal(("ada", 0L), (before.Name, before.Size));
    }

    [Fact]
    public void A_newer_reader_keeps_defaults_for_fields_that_are_missing()
    {
        var after = Host.Serializer.Deserialize<AccountAfter>(Host.Serializer.SerializeToArray(new AccountBefore { Name = "ada", Size = 7 }));
        Assert.Equal(("ada", 0.5), (after.Name, after.Score));
        Assert.Equal(new Point(9, 9), Assert.Single(after.Points));
    }
}
