using System.ComponentModel;

namespace Mail.Gateway.Http.ServerInfo;

[Description("What runs here and where.")]
internal sealed record ServerDocument(
    [property: Description("The program's name.")] string Name,
    [property: Description("Its version.")] string Version,
    [property: Description("Name in greetings and in the certificate.")] string HostName,
    [property: Description("When it started, UTC.")] DateTimeOffset StartedAt,
    [property: Description("Seconds since then.")] long UptimeSeconds,
    [property: Description("Whether mail can be taken and given now.")] bool Ready,
    [property: Description("The state of each part: `ok`, `starting`, `stopping` or `failed`; for a key of the system what is wrong.")] IReadOnlyDictionary<string, string> Parts,
    [property: Description("The ports that are listened on.")] IReadOnlyList<ListenerDocument> Listeners);

[Description("One port.")]
internal sealed record ListenerDocument(
    [property: Description("Protocol, such as IMAPS.")] string Name,
    [property: Description("Its number.")] int Port,
    [property: Description("`tls`, `starttls` or `none`.")] string Security,
    [property: Description("For people.")] string Use);
