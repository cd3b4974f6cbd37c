namespace Mail.Engine.Scheduling;

/// <summary>The engine's only source of randomness.</summary>
internal interface ISiloRandom
{
    Guid NextGuid();

    /// <summary>A number in [0, <paramref name="exclusiveMax"/>).</summary>
    int Next(int exclusiveMax);
}
