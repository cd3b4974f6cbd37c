using System.Net;
using Mail.Silo.Tls;

namespace Mail.Silo.Options.Registry;

/// <summary>What settings must be to each other.</summary>
/// <param name="Setting">The one to blame.</param>
/// <param name="Fault">What is wrong with it, and what to do; null: all is well.</param>
internal sealed record SettingRule(string Setting, Func<SiloOptions, string?> Fault)
{
    private SettingRule(string setting, Func<SiloOptions, bool> holds, string remedy)
        : this(setting, o => holds(o) ? null : remedy)
    {
    }

    public static IReadOnlyList<SettingRule> All { get; } =
    [
        new("demo.users", o => o.DemoUsers == 0 || o.Demo, "only together with demo.enabled (--demo)"),
        new("tls.certificate_file", o => o.CertificateFile is null || o.KeyFile is not null, "needs tls.key_file, the certificate's private key"),
        new("tls.key_file", o => o.KeyFile is null || o.CertificateFile is not null, "needs tls.certificate_file, the key's certificate"),
        new("tls.certificate_file", o => o.CertificateFile is null || o.KeyFile is null ? null : ServerCertificate.FaultOf(o, TimeProvider.System)),
        .. Settings.All.Where(s => s.Key == "port").Select(s => new SettingRule(s.Name, o => SharedPort(o, s.Section))),
        new("smtp.deliveries", o => o.Smtp.MaxDeliveries >= o.Smtp.MaxRecipients, "must be smtp.recipients or more"),
        new("smtp.connections_per_client", o => o.Smtp.MaxConnectionsPerAddress <= o.Smtp.MaxConnections, "must be smtp.connections or less"),
        new("smtp.content_memory", o => o.Smtp.ContentMemory >= o.Smtp.MaxMessageSize, "must be smtp.message_size or more"),
        new("smtp.unproductive_timeout", o => o.Smtp.UnproductiveTimeout >= o.Smtp.CommandTimeout, "must be smtp.command_timeout or more"),
        new("imap.append_memory", o => o.Imap.MaxAppending >= o.Imap.MaxMessage, "must be imap.message_size or more"),
        new("login.longest_delay", o => o.Login.LongestDelay >= o.Login.FirstDelay, "must be login.first_delay or more"),
        new("delivery.longest_retry", o => o.Delivery.LongestRetry >= o.Delivery.FirstRetry, "must be delivery.first_retry or more"),
        new("outbound.longest_retry", o => o.Outbound.LongestRetry >= o.Outbound.FirstRetry, "must be outbound.first_retry or more"),
        new("outbound.smart_host_user", o => o.SmartHostUser is null || o.SmartHost is not null, "needs outbound.smart_host, where to log in"),
        new("outbound.smart_host_user", o => o.SmartHostUser is null || o.SmartHostPassword is not null, "needs outbound.smart_host_password or outbound.smart_host_password_file"),
        new("outbound.smart_host_password", o => o.SmartHostPassword is null || o.SmartHostUser is not null, "needs outbound.smart_host_user, whose password it is"),
    ];

    public bool Holds(SiloOptions options) => Fault(options) is null;

    /// <summary>Of two listeners that want the same port, the later one.</summary>
    private static string? SharedPort(SiloOptions options, string section)
    {
        var listeners = options.Listeners;
        var wanted = listeners.First(l => l.Section == section);
        return listeners.TakeWhile(l => l != wanted).FirstOrDefault(l => l.Port.Port != 0 && l.Port.Port == wanted.Port.Port && Meet(l.Address, wanted.Address)) is { } other
            ? $"{other.Section}.port is the same; give each listener a port of its own, or 0 for one that the system chooses"
            : null;
    }

    private static bool Meet(IPAddress? one, IPAddress? other) => one is not null && other is not null
        && (one.Equals(other) || Covers(one, other) || Covers(other, one));

    /// <summary>:: takes IPv4, too.</summary>
    private static bool Covers(IPAddress all, IPAddress address) =>
        all.Equals(IPAddress.IPv6Any) || (all.Equals(IPAddress.Any) && address.AddressFamily == all.AddressFamily);
}
