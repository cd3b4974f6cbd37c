using Mail.Storage.Postgres;
using Npgsql;

namespace Mail.Storage.Tests.Postgres;

/// <summary>What Orleans' providers are given to connect with.</summary>
public sealed class OrleansConnectionTests
{
    [Theory]
    [InlineData("", 16)]
    [InlineData(";Maximum Pool Size=5", 5)]
    [InlineData(";Maximum Pool Size=500;Minimum Pool Size=100", 16)]
    public void It_leads_to_the_schema_of_Orleans_and_takes_few_connections(string more, int most)
    {
        var settings = new NpgsqlConnectionStringBuilder(OrleansConnection.For($"Host=db;Username=mail;Password=p;Database=mail;Search Path=public{more}"));

        Assert.Equal(("orleans", most, "db", "p"), (settings.SearchPath, settings.MaxPoolSize, settings.Host, settings.Password));
        Assert.True(settings.MinPoolSize <= settings.MaxPoolSize);
    }
}
