using Mail.Gateway.Limits;

namespace Mail.Gateway.Http;

/// <summary>Bounds of the HTTP API.</summary>
public sealed class HttpApiOptions
{
    /// <summary>Name of this server in message identifiers and trace fields.</summary>
    public string HostName { get; set; } = "localhost";

    /// <summary>Refuse TLS 1.2 where HTTP is under TLS. Default no.</summary>
    public bool Tls13Only { get; set; }

    /// <summary>Octets of a JSON body. 1 KiB to 16 MiB; default 1 MiB.</summary>
    public int MaxBody { get; set; } = 1 << 20;

    /// <summary>Octets of a body that carries a message. 1 KiB to 256 MiB; default 48 MiB.</summary>
    public int MaxMessageBody { get; set; } = 48 << 20;

    /// <summary>How long the result of a request with an Idempotency-Key is remembered. 1 hour to 7 days; default 24 hours.</summary>
    public TimeSpan RememberFor { get; set; } = TimeSpan.FromHours(24);

    /// <summary>After how long a request without a result counts as cut off, so that its key may run again. 10 s to 1 hour; default 1 min.</summary>
    public TimeSpan AbandonedAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Event connections at a time. 1 to 1,000,000; default 10,000.</summary>
    public int MaxEventConnections { get; set; } = 10_000;

    /// <summary>Event connections of one user at a time. 1 to 1,000; default 20.</summary>
    public int MaxEventConnectionsPerUser { get; set; } = 20;

    /// <summary>Messages that are parsed or sent at a time; others wait. 1 to 1,000; default 8.</summary>
    public int MessagesAtOnce { get; set; } = 8;

    /// <exception cref="ArgumentException">A setting is out of its bounds.</exception>
    public void Validate()
    {
        var bounds = new SettingBounds("HttpApi");
        bounds.Check(MaxBody is >= 1024 and <= 16 << 20, nameof(MaxBody), MaxBody, "1 KiB to 16 MiB");
        bounds.Check(MaxMessageBody is >= 1024 and <= 256 << 20, nameof(MaxMessageBody), MaxMessageBody, "1 KiB to 256 MiB");
        bounds.Check(RememberFor >= TimeSpan.FromHours(1) && RememberFor <= TimeSpan.FromDays(7), nameof(RememberFor), RememberFor, "1 hour to 7 days");
        bounds.Check(AbandonedAfter >= TimeSpan.FromSeconds(10) && AbandonedAfter <= TimeSpan.FromHours(1), nameof(AbandonedAfter), AbandonedAfter, "10 s to 1 hour");
        bounds.Check(MaxEventConnections is >= 1 and <= 1_000_000, nameof(MaxEventConnections), MaxEventConnections, "1 to 1,000,000");
        bounds.Check(MaxEventConnectionsPerUser is >= 1 and <= 1_000, nameof(MaxEventConnectionsPerUser), MaxEventConnectionsPerUser, "1 to 1,000");
        bounds.Check(MessagesAtOnce is >= 1 and <= 1_000, nameof(MessagesAtOnce), MessagesAtOnce, "1 to 1,000");
    }
}
