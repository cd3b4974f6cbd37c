using System.Net;
using Mail.Gateway.Http;
using Mail.Gateway.Http.Limits;
using Mail.Gateway.Imap;
using Mail.Gateway.Smtp;
using Mail.Protocols.Smtp;
using Mail.Silo.Options;
using Mail.Silo.Shutdown;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Mail.Silo;

/// <summary>Every port of the process.</summary>
internal sealed class Listeners(SiloOptions options)
{
    private readonly Dictionary<string, ListenOptions> _bound = [];

    public void Configure(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.UseHttpLimits();
        foreach (var listener in options.Listeners)
        {
            Add(kestrel, listener, listener.Section switch
            {
                "smtp" => listen => listen.UseSmtp(SmtpDialect.Smtp),
                "lmtp" => listen => listen.UseSmtp(SmtpDialect.Lmtp),
                "submission" => listen => listen.UseSmtp(SmtpDialect.Submission),
                "submissions" => listen => listen.UseSmtp(SmtpDialect.Submission, implicitTls: true),
                "imap" => listen => listen.UseImap(tls: false),
                "imaps" => listen => listen.UseImap(tls: true),
                "https" => listen => UseHttp(listen, tls: true),
                _ => listen => UseHttp(listen, tls: false),
            });
        }
    }

    /// <summary>The real ports; call it once the server has started.</summary>
    public BoundPorts Bound() => new(Port("smtp"), Port("lmtp"), Port("submission"), Port("submissions"), Port("imap"), Port("imaps"), Port("http"), Port("https"));

    /// <summary>Where listeners listen, for people.</summary>
    public string Addresses() => string.Join(", ", options.Listeners.Select(l => l.Address).OfType<IPAddress>().Distinct());

    public string Advice() =>
        $"Is another server running on {Addresses()}? Choose other ports ("
        + string.Join(", ", options.Listeners.Where(l => l.Address is not null).Select(l => $"--{l.Section}-port {l.Port.Port}")) + "); 0 lets the system choose.";

    private static void UseHttp(ListenOptions listen, bool tls)
    {
        listen.Protocols = HttpProtocols.Http1;
        listen.UseHttpConnectionLimits(tls);
        if (tls)
        {
            listen.UseServerTls();
        }
    }

    private int Port(string section) => _bound.TryGetValue(section, out var listen) ? ((IPEndPoint)listen.EndPoint).Port : 0;

    private void Add(KestrelServerOptions kestrel, ListenerOptions listener, Action<ListenOptions> protocol)
    {
        if (listener.Address is not { } address)
        {
            return;
        }

        var chosen = options.Demo ? listener.Port.OrFree(address) : listener.Port;
        kestrel.Listen(new IPEndPoint(address, chosen.Port), listen =>
        {
            listen.UseConnectionDrain();
            protocol(listen);
            _bound.Add(listener.Section, listen);
        });
    }
}
