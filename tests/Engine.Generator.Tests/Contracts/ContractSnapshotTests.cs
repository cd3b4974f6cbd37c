using System.Runtime.CompilerServices;
using Engine.Generator.Tests.Model;
using Mail.Contracts.Mailboxes;
using Orleans.Serialization;

namespace Engine.Generator.Tests.Contracts;

public sealed class ContractSnapshotTests
{
    /// <summary>
    /// Fields may be added under new ids and methods under new names; anything else breaks silos of two versions that run side by side. Run with
    /// UPDATE_CONTRACTS=1 to accept a change.
    /// </summary>
    [Fact]
    public void Mail_contracts_are_as_checked_in()
    {
        var path = Path.Combine(Folder(), "Mail.Contracts.txt");
        var actual = ContractSnapshot.Describe(typeof(IMailboxGrain).Assembly);
        if (Environment.GetEnvironmentVariable("UPDATE_CONTRACTS") == "1")
        {
            File.WriteAllText(path, actual);
        }

        Assert.Equal(File.ReadAllText(path), actual);
    }

    [Fact]
    public void A_snapshot_names_methods_fields_and_bases()
    {
        var text = ContractSnapshot.Describe(typeof(ITestGrain).Assembly);
        Assert.Contains("interface test.grain : ", text);
        Assert.Contains("  overloaded-text: System.Threading.Tasks.Task<System.Int32> (System.String)\n", text);
        Assert.Contains("type test.dog : test.animal\n  0: System.Int32 Legs\n", text);
        Assert.Contains("  0: System.Collections.Generic.List<System.String> _toys\n", text);
        Assert.Contains("enum test.kind : System.Byte\n  0: None\n  1: First\n  255: Last\n", text);
        Assert.Equal(text, ContractSnapshot.Describe(typeof(ITestGrain).Assembly));
    }

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
