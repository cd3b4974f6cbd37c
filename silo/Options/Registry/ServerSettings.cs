using static Mail.Silo.Options.Registry.Define;

namespace Mail.Silo.Options.Registry;

/// <summary>The server as a whole.</summary>
internal static class ServerSettings
{
    private const int MostDemoUsers = 100_000;

    public static IEnumerable<Setting> All =>
    [
        new Setting<string?>("server.data", Files, o => o.DataFolder, (o, v) => o.DataFolder = Path.GetFullPath(v ?? "data"), "Folder that holds everything; made if missing, and closed to other users of this machine at each start (mode 0700) unless it holds things that are not the server's.")
        {
            NeedsRestart = true,
            DefaultText = "./data",
            Option = new("--data", "DIR", "Folder that holds everything; made if missing.", ShowsDefault: true),
        },
        new Setting<System.Net.IPAddress?>("server.listen", Addresses, o => o.Listen, (o, v) => o.Listen = v!, "Address to listen on; with the demo 127.0.0.1, else all.")
        {
            NeedsRestart = true,
            Option = new("--listen", "ADDRESS", "Address to listen on. Default: 127.0.0.1 with --demo, else all (::)."),
        },
        new Setting<string?>("server.hostname", Domains, o => o.HostName, (o, v) => o.HostName = (v ?? "localhost").ToLowerInvariant(), "Name in greetings, trace headers and the certificate.")
        {
            NeedsRestart = true,
            DefaultText = "this machine's name",
            Option = new("--hostname", "NAME", "Name in greetings, trace headers and the certificate. Default: this machine's name."),
        },
        new Setting<bool>("demo.enabled", Switch, o => o.Demo, (o, v) => o.Demo = v, "Makes tenant 'demo', domain 'demo.test' and users to try it with, on 127.0.0.1 only.")
        {
            NeedsRestart = true,
            Option = new("--demo", null, "Make tenant 'demo', domain 'demo.test' and users to try it with, on 127.0.0.1 only. Harmless when repeated."),
        },
        new Setting<long>("demo.users", new NumberType(0, MostDemoUsers), o => o.DemoUsers, (o, v) => o.DemoUsers = (int)v, "Further demo users user0, user1, …")
        {
            NeedsRestart = true,
            Option = new("--demo-users", "N", "Further demo users user0, user1, … (0 to 100000).", ShowsDefault: true),
        },
        Duration("shutdown.drain", TimeSpan.Zero, Minutes(10), o => o.Drain, (o, v) => o.Drain = v, "How long connections, then deliveries, may finish what they are doing once the server is told to stop."),
        Duration("shutdown.announce", TimeSpan.Zero, Minutes(5), o => o.Announce, (o, v) => o.Announce = v, "How long /ready says no before listeners close, so that a load balancer can look away first."),
    ];
}
