namespace Mail.Gateway.Smtp;

/// <summary>Bounds for receiving the content of one message.</summary>
/// <param name="Each">Wait for the next octets.</param>
/// <param name="Whole">From the first octet to the last.</param>
/// <param name="MostOctets">Octets that are read, and thrown away beyond the size limit, before the connection is closed.</param>
/// <param name="SlowestRate">Octets a second that a sender must reach, once <paramref name="Each"/> is over.</param>
internal readonly record struct ContentTimes(TimeSpan Each, TimeSpan Whole, long MostOctets, int SlowestRate)
{
    /// <summary>How long a message may have taken of which so many octets are there.</summary>
    public TimeSpan Allowed(long octets)
    {
        var paced = Each + TimeSpan.FromSeconds(Math.Min((double)octets / SlowestRate, TimeSpan.SecondsPerDay));
        return paced < Whole ? paced : Whole;
    }
}
