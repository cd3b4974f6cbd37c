namespace Mail.Gateway.Smtp;

/// <summary>Bounds for receiving the content of one message.</summary>
/// <param name="Each">Wait for the next octets.</param>
/// <param name="Whole">From the first octet to the last.</param>
/// <param name="MostOctets">Octets that are read, and thrown away beyond the size limit, before the connection is closed.</param>
internal readonly record struct ContentTimes(TimeSpan Each, TimeSpan Whole, long MostOctets);
