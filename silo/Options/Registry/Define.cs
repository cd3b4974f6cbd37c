using System.Net;
using Mail.Domain.Identity;
using Mail.Gateway.Delivery.Outbound;

namespace Mail.Silo.Options.Registry;

/// <summary>Makes settings; what all of a kind share stands here.</summary>
internal static class Define
{
    public static readonly FlagType Switch = new();
    public static readonly PortType Ports = new();
    public static readonly TextType Files = new("file", "a path", static text => text.IndexOf('\0', StringComparison.Ordinal) < 0);
    public static readonly TextType Texts = new("text", "any text on one line", static text => !text.Any(char.IsControl));
    public static readonly TextType Domains = new("domain", "a domain name, such as mail.example.org", static text => DomainName.TryParse(text, out _));

    public static readonly ParsedType<IPAddress> Addresses = new(
        "address", "an IP address of this machine, such as 127.0.0.1, or :: for all",
        static text => (IPAddress.TryParse(text, out var address), address), static address => address.ToString(), MayBeEmpty: false);

    public static readonly ParsedType<ListenSetting> Places = new(
        "address", "an IP address of this machine, :: for all, or off",
        static text => (ListenSetting.TryParse(text, out var place), place), static place => place.ToString());

    public static readonly ParsedType<IPEndPoint> EndPoints = new(
        "address", "ADDRESS:PORT, such as 127.0.0.1:53",
        static text => (IPEndPoint.TryParse(text, out var server) && server.Port > 0, server), static server => server.ToString());

    public static readonly ParsedType<SmartHost> Hosts = new(
        "server", "HOST:PORT, such as smtp.example.org:587",
        static text => (SmartHost.TryParse(text, out var host), host), static host => host.ToString());

    public static Setting<long> Number(
        string name, long least, long most, Func<SiloOptions, long> get, Action<SiloOptions, int> set, string description, bool restart = false) =>
        new(name, new NumberType(least, most), get, (o, v) => set(o, (int)v), description) { NeedsRestart = restart };

    public static Setting<long> Size(
        string name, long least, long most, Func<SiloOptions, long> get, Action<SiloOptions, long> set, string description, bool restart = false) =>
        new(name, new SizeType(least, most), get, set, description) { NeedsRestart = restart };

    public static Setting<TimeSpan> Duration(
        string name, TimeSpan least, TimeSpan most, Func<SiloOptions, TimeSpan> get, Action<SiloOptions, TimeSpan> set, string description, bool restart = false) =>
        new(name, new DurationType(least, most), get, set, description) { NeedsRestart = restart };

    public static Setting<PortSetting> Port(
        string name, string option, string use, Func<SiloOptions, PortSetting> get, Action<SiloOptions, PortSetting> set) =>
        new(name, Ports, get, set, use + ".")
        {
            NeedsRestart = true,
            Option = new CommandLineOption(option, "N", use + "; 0 lets the system choose.", ShowsDefault: true),
        };

    public static Setting<ListenSetting?> Listen(
        string name, string protocol, Func<SiloOptions, ListenSetting?> get, Action<SiloOptions, ListenSetting?> set, string more = "") =>
        new(name, Places, get, set, $"Address that {protocol} listens on; off: there is no such listener. Empty: server.listen.{more}") { NeedsRestart = true };

    public static TimeSpan Seconds(double n) => TimeSpan.FromSeconds(n);

    public static TimeSpan Minutes(double n) => TimeSpan.FromMinutes(n);

    public static TimeSpan Hours(double n) => TimeSpan.FromHours(n);

    public static TimeSpan Days(double n) => TimeSpan.FromDays(n);
}
