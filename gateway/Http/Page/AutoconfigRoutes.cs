using System.Globalization;
using System.Text;
using System.Xml;
using Mail.Domain.Identity;
using Mail.Gateway.Http.ServerInfo;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Mail.Gateway.Http.Page;

/// <summary>
/// The settings of this server as Thunderbird and others look for them: config-v1.1.xml, at <c>autoconfig.DOMAIN</c> or below the
/// domain's <c>.well-known</c> (draft-ietf-mailmaint-autoconfig).
/// </summary>
internal static class AutoconfigRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var path in (string[])["/mail/config-v1.1.xml", "/.well-known/autoconfig/mail/config-v1.1.xml"])
        {
            routes.MapGet(path, Send).ExcludeFromDescription();
        }
    }

    private static IResult Send(IServerFacts facts, HttpContext http, string? emailaddress)
    {
        var domain = EmailAddress.TryParse(emailaddress ?? "", out var address) ? address.Domain.Value : facts.HostName;
        http.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Bytes(Compose(facts, domain), "application/xml");
    }

    private static byte[] Compose(IServerFacts facts, string domain)
    {
        using var content = new MemoryStream();
        using (var xml = XmlWriter.Create(content, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            xml.WriteStartElement("clientConfig");
            xml.WriteAttributeString("version", "1.1");
            xml.WriteStartElement("emailProvider");
            xml.WriteAttributeString("id", domain);
            xml.WriteElementString("domain", domain);
            xml.WriteElementString("displayName", domain);

            // TLS from the start comes first: a program takes the first that it knows (RFC 8314 section 3).
            foreach (var (name, element, type) in ((string, string, string)[])[
                ("IMAPS", "incomingServer", "imap"), ("IMAP", "incomingServer", "imap"),
                ("SUBMISSIONS", "outgoingServer", "smtp"), ("SUBMISSION", "outgoingServer", "smtp")])
            {
                if (facts.Listeners.FirstOrDefault(l => l.Name == name) is { } listener)
                {
                    Write(xml, element, type, facts.HostName, listener);
                }
            }

            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return content.ToArray();
    }

    private static void Write(XmlWriter xml, string element, string type, string host, ListenerFact listener)
    {
        xml.WriteStartElement(element);
        xml.WriteAttributeString("type", type);
        xml.WriteElementString("hostname", host);
        xml.WriteElementString("port", listener.Port.ToString(CultureInfo.InvariantCulture));
        xml.WriteElementString("socketType", listener.Security == "tls" ? "SSL" : "STARTTLS");
        xml.WriteElementString("authentication", "password-cleartext");
        xml.WriteElementString("username", "%EMAILADDRESS%");
        xml.WriteEndElement();
    }
}
