using Grains.Tests.Administration;
using Mail.Contracts;
using Mail.Contracts.Directory;
using Mail.Contracts.Mailboxes;
using Orleans.Runtime;

namespace Grains.Tests;

/// <summary>References that are made without reflection are those that Orleans makes.</summary>
public sealed class GrainReferenceTests : IAsyncLifetime
{
    private TestSilo _silo = null!;

    public async Task InitializeAsync() => _silo = await TestSilo.StartAsync();

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public void By_guid_the_first_and_those_that_follow_are_those_of_the_factory()
    {
        var mailboxes = _silo.Grains.ByGuid<IMailboxGrain>();
        foreach (var id in (Guid[])[Guid.Parse("01890000-0000-7000-8000-000000000001"), Guid.Parse("01890000-0000-7000-8000-000000000002")])
        {
            Assert.Equal(_silo.Grains.GetGrain<IMailboxGrain>(id), mailboxes(id));
        }
    }

    [Fact]
    public async Task By_text_they_reach_their_grain()
    {
        var directories = _silo.Grains.ByString<IDirectoryGrain>();
        Assert.Equal("one.test", directories("one.test").GetPrimaryKeyString());
        var second = directories("two.test");
        Assert.Equal(_silo.Grains.GetGrain<IDirectoryGrain>("two.test"), second);
        Assert.Equal(ResolutionKind.UnknownDomain, (await second.ResolveAsync("nobody")).Kind);
    }
}
