using static Mail.Silo.Options.Registry.Define;

namespace Mail.Silo.Options.Registry;

/// <summary>What clients may ask for, over all protocols, and what wrong passwords cost.</summary>
internal static class ClientSettings
{
    public static IEnumerable<Setting> All =>
    [
        Number("clients.connections_per_minute", 1, 1_000_000_000, o => o.Clients.ConnectionsPerMinute, (o, v) => o.Clients.ConnectionsPerMinute = v, "New connections a minute from one client (an IPv4 address, an IPv6 /64); unlimited in the demo."),
        Number("clients.commands_per_minute", 100, 1_000_000_000, o => o.Clients.CommandsPerMinute, (o, v) => o.Clients.CommandsPerMinute = v, "Commands a minute from one client; unlimited in the demo."),
        Number("clients.requests_per_minute", 60, 1_000_000_000, o => o.Clients.RequestsPerMinute, (o, v) => o.Clients.RequestsPerMinute = v, "HTTP requests a minute from one client; unlimited in the demo."),
        Number("clients.remembered", 1_000, 10_000_000, o => o.Clients.MostClients, (o, v) => o.Clients.MostClients = v, "Clients that are told apart; the one not seen longest is forgotten first.", restart: true),
        Duration("login.first_delay", TimeSpan.Zero, Minutes(1), o => o.Login.FirstDelay, (o, v) => o.Login.FirstDelay = v, "Wait before the answer to a first wrong password; each further one doubles it."),
        Duration("login.longest_delay", TimeSpan.Zero, Minutes(1), o => o.Login.LongestDelay, (o, v) => o.Login.LongestDelay = v, "Longest such wait."),
        Number("login.failures_per_client", 1, 1_000_000, o => o.Login.FailuresPerAddress, (o, v) => o.Login.FailuresPerAddress = v, "Failures of one client that block it."),
        Number("login.failures_per_account", 1, 1_000_000, o => o.Login.FailuresPerAccount, (o, v) => o.Login.FailuresPerAccount = v, "Failures for one account that block it for clients that it was not lately used from."),
        Duration("login.window", Seconds(1), Days(1), o => o.Login.Window, (o, v) => o.Login.Window = v, "Time in which failures add up."),
        Duration("login.block_for", Seconds(1), Days(1), o => o.Login.BlockFor, (o, v) => o.Login.BlockFor = v, "Length of a block."),
        Number("login.remembered", 1_000, 10_000_000, o => o.Login.MostRemembered, (o, v) => o.Login.MostRemembered = v, "Clients, accounts, and pairs of both whose failures are remembered, each.", restart: true),
        Duration("password.remember_for", TimeSpan.Zero, Hours(1), o => o.Passwords.RememberFor, (o, v) => o.Passwords.RememberFor = v, "How long a right password is remembered, so that a client that logs in often costs little."),
        Number("password.remembered", 1, 1_000_000, o => o.Passwords.MostRemembered, (o, v) => o.Passwords.MostRemembered = v, "Right passwords remembered."),
        new Setting<long>("password.checks_at_once", new NumberType(1, 1_024), o => o.Passwords.Parallel, (o, v) => o.Passwords.Parallel = (int)v, "Passwords checked at a time; others wait.") { NeedsRestart = true, DefaultText = "one for each processor" },
        Number("password.checks_waiting", 1, 1_000_000, o => o.Passwords.MostWaiting, (o, v) => o.Passwords.MostWaiting = v, "Checks that wait at most; more are refused for now."),
        Number("password.iterations", 4_096, 10_000_000, o => o.Passwords.Iterations, (o, v) => o.Passwords.Iterations = v, "PBKDF2 rounds of new passwords (SCRAM-SHA-256); those that are kept stay as they are.", restart: true),
    ];
}
