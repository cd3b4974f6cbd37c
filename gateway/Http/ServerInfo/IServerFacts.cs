namespace Mail.Gateway.Http.ServerInfo;

/// <summary>What the host knows of itself. The host supplies it.</summary>
public interface IServerFacts
{
    string Version { get; }

    /// <summary>Name in greetings and in the certificate.</summary>
    string HostName { get; }

    DateTimeOffset StartedAt { get; }

    /// <summary>The ports that are listened on.</summary>
    IReadOnlyList<ListenerFact> Listeners { get; }

    /// <summary>Whether mail can be taken and given, and the state of each part.</summary>
    /// <param name="inDetail">What is wrong with a part, which may name paths and hosts; else only that something is.</param>
    Task<(bool Ready, IReadOnlyDictionary<string, string> Parts)> CheckAsync(bool inDetail, CancellationToken cancellation);
}
