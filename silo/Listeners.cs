using System.Net;
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
    private readonly List<ListenOptions> _bound = [];

    public void Configure(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.UseHttpLimits();
        Add(kestrel, options.SmtpPort, listen => listen.UseSmtp(SmtpDialect.Smtp));
        Add(kestrel, options.LmtpPort, listen => listen.UseSmtp(SmtpDialect.Lmtp));
        Add(kestrel, options.SubmissionPort, listen => listen.UseSmtp(SmtpDialect.Submission));
        Add(kestrel, options.SubmissionsPort, listen => listen.UseSmtp(SmtpDialect.Submission, implicitTls: true));
        Add(kestrel, options.ImapPort, listen => listen.UseImap(tls: false));
        Add(kestrel, options.ImapsPort, listen => listen.UseImap(tls: true));
        Add(kestrel, options.HttpPort, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.UseHttpConnectionLimits();
        });
    }

    /// <summary>The real ports; call it once the server has started.</summary>
    public BoundPorts Bound()
    {
        var ports = _bound.ConvertAll(l => ((IPEndPoint)l.EndPoint).Port);
        return new BoundPorts(ports[0], ports[1], ports[2], ports[3], ports[4], ports[5], ports[6]);
    }

    public string Advice() =>
        $"Is another server running on {options.Listen}? Choose other ports (--smtp-port {options.SmtpPort.Port}, --lmtp-port {options.LmtpPort.Port}, "
        + $"--submission-port {options.SubmissionPort.Port}, --submissions-port {options.SubmissionsPort.Port}, "
        + $"--imap-port {options.ImapPort.Port}, --imaps-port {options.ImapsPort.Port}, --http-port {options.HttpPort.Port}); 0 lets the system choose.";

    private void Add(KestrelServerOptions kestrel, PortSetting setting, Action<ListenOptions> protocol)
    {
        var chosen = options.Demo ? setting.OrFree(options.Listen) : setting;
        kestrel.Listen(new IPEndPoint(options.Listen, chosen.Port), listen =>
        {
            listen.UseConnectionDrain();
            protocol(listen);
            _bound.Add(listen);
        });
    }
}
