namespace Architecture.Tests;

/// <summary>Domain decides, protocols translate, grains remember, gateways talk: each library sees only what its duty needs.</summary>
public sealed class ReferencesGoOneWay
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Mail.Domain"] = [],
        ["Mail.Mime"] = ["Mail.Domain"],
        ["Mail.Protocols"] = ["Mail.Domain"],
        ["Mail.Contracts"] = ["Mail.Domain"],
        ["Mail.Storage.Abstractions"] = ["Mail.Domain"],
        ["Mail.Storage"] = ["Mail.Storage.Abstractions"],
        ["Mail.Grains"] =
            ["Mail.Contracts", "Mail.Domain", "Mail.Mime", "Mail.Protocols", "Mail.Storage.Abstractions"],
        ["Mail.Gateway"] =
            ["Mail.Contracts", "Mail.Domain", "Mail.Mime", "Mail.Protocols", "Mail.Storage.Abstractions"],
        ["Mail.Silo"] = ["Mail.Grains", "Mail.Gateway", "Mail.Storage"],
    };

    public static TheoryData<string> ProductProjects() =>
        [.. Repository.Projects().Where(p => !Repository.Relative(p).StartsWith("tests/", StringComparison.Ordinal)).Select(Repository.Relative)];

    [Theory]
    [MemberData(nameof(ProductProjects))]
    public void Project_sees_only_what_its_duty_needs(string project)
    {
        var name = Path.GetFileNameWithoutExtension(project);
        Assert.True(Allowed.ContainsKey(name), $"{project} is new: say here what it may see.");
        var forbidden = Repository.References(Path.Combine(Repository.Root, project)).Except(Allowed[name]);
        Assert.Empty(forbidden);
    }

    /// <summary>Bodies never travel through grains, and delivery pulls its own work; all other state belongs to grains.</summary>
    [Fact]
    public void Gateway_touches_only_the_blob_port_of_the_store_and_its_delivery_the_outbound_queue()
    {
        var strays = Repository.Sources("gateway")
            .Where(f => File.ReadLines(f).Any(l => l.StartsWith("using Mail.Storage.", StringComparison.Ordinal) && !IsAllowed(f, l)))
            .Select(Repository.Relative);
        Assert.Empty(strays);

        static bool IsAllowed(string file, string line) =>
            line.StartsWith("using Mail.Storage.Blobs;", StringComparison.Ordinal)
            || (line.StartsWith("using Mail.Storage.Queue;", StringComparison.Ordinal)
                && Repository.Relative(file).StartsWith("gateway/Delivery/", StringComparison.Ordinal));
    }

    /// <summary>Contracts and grains need what grains are made of, the gateway comes by it through the contracts; the silo alone hosts them.</summary>
    [Theory]
    [InlineData("Mail.Contracts", "Microsoft.Orleans.Sdk")]
    [InlineData("Mail.Grains", "Microsoft.Orleans.Runtime", "Microsoft.Orleans.Sdk", "Microsoft.Orleans.Streaming")]
    [InlineData("Mail.Gateway")]
    public void Only_the_silo_and_tests_host_orleans(string project, params string[] packages)
    {
        var file = Repository.Projects().Single(p => Path.GetFileNameWithoutExtension(p) == project);
        Assert.Equal(packages, Repository.Packages(file).Where(p => p.StartsWith("Microsoft.Orleans.", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Libraries_below_the_contracts_see_nothing_of_orleans()
    {
        var strays = Repository.Projects()
            .Where(p => Path.GetFileNameWithoutExtension(p) is "Mail.Domain" or "Mail.Mime" or "Mail.Protocols" or "Mail.Storage.Abstractions" or "Mail.Storage")
            .Where(p => Repository.Packages(p).Any(n => n.StartsWith("Microsoft.Orleans.", StringComparison.Ordinal)));
        Assert.Empty(strays);
    }
}
