namespace Mail.Silo.Options.Registry;

/// <summary>What settings must be to each other.</summary>
/// <param name="Setting">The one to blame.</param>
/// <param name="Holds">Whether all is well.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record SettingRule(string Setting, Func<SiloOptions, bool> Holds, string Remedy)
{
    public static IReadOnlyList<SettingRule> All { get; } =
    [
        new("demo.users", o => o.DemoUsers == 0 || o.Demo, "only together with demo.enabled (--demo)"),
        new("tls.certificate_file", o => o.CertificateFile is null || o.KeyFile is not null, "needs tls.key_file, the certificate's private key"),
        new("tls.key_file", o => o.KeyFile is null || o.CertificateFile is not null, "needs tls.certificate_file, the key's certificate"),
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
}
