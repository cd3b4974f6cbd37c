namespace Fuzz;

/// <summary>Something that takes octets from strangers, and what must hold for every input.</summary>
internal abstract class FuzzTarget
{
    /// <summary>Name on the command line and of the folder in the corpus.</summary>
    public abstract string Name { get; }

    /// <summary>Fragments of the language that mutations put in.</summary>
    public abstract IReadOnlyList<string> Tokens { get; }

    /// <summary>Octets that a run may allocate whatever the input is.</summary>
    public virtual long FixedAllocation => 1 << 20;

    /// <summary>Octets that a run may allocate for each octet of input: more is work that is not linear.</summary>
    public virtual long AllocationPerOctet => 400;

    /// <summary>Largest input.</summary>
    public virtual int MostOctets => 256 * 1024;

    /// <summary>Runs one input; throws if anything does not hold.</summary>
    /// <param name="input">The octets.</param>
    /// <param name="random">For what the oracle varies, such as cuts. The same for the same input.</param>
    /// <returns>The shape of the result: an input with a new one is kept and mutated further.</returns>
    public abstract int Run(byte[] input, Random random);

    protected static void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new OracleException(what);
        }
    }
}

/// <summary>What must hold does not.</summary>
internal sealed class OracleException(string what) : Exception(what);
