using Mail.Gateway.Auth;
using Mail.Gateway.Delivery.Outbound;
using Mail.Gateway.Delivery;
using Mail.Gateway.Dns;
using Mail.Gateway.Smtp.Submission;
using Mail.Gateway.Tls;
using Mail.Protocols.Dns;
using Mail.Protocols.Smtp;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Mail.Gateway.Smtp;

/// <summary>Puts the SMTP and LMTP listeners and the delivery behind them into a host.</summary>
public static class SmtpGatewayExtensions
{
    /// <summary>
    /// Adds the services. The host adds IIngestLog, IBlobStore, IOutboundQueue and a grain factory, may add an <see
    /// cref="IServerCertificateSource"/>, and configures <see cref="SmtpOptions"/> and <see cref="DeliveryOptions"/>.
    /// </summary>
    public static IServiceCollection AddSmtpGateway(this IServiceCollection services)
    {
        services.AddOptions<SmtpOptions>().ValidateOnStart();
        services.AddOptions<DeliveryOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SmtpOptions>, SmtpOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DeliveryOptions>, DeliveryOptionsValidator>());
        services.AddPasswordLogin();
        services.AddOptions<SubmissionOptions>();
        services.AddOptions<OutboundOptions>();
        services.AddOptions<DnsOptions>();
        services.TryAddSingleton<IDnsLookup, DnsResolution>();
        services.TryAddSingleton<ISenderDirectory, GrainSenderDirectory>();
        services.TryAddSingleton<SubmissionServices>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IServerCertificateSource, NoServerCertificate>();
        services.TryAddSingleton<IMessageSummarizer, MimeSummarizer>();
        services.TryAddSingleton<IRecipientDirectory, GrainRecipientDirectory>();
        services.TryAddSingleton<IMailboxDelivery, GrainMailboxDelivery>();
        services.TryAddSingleton<IngestIdSource>();
        services.TryAddSingleton<SmtpMetrics>();
        services.TryAddSingleton<DeliveryMetrics>();
        services.TryAddSingleton<IngestDispatcher>();
        services.TryAddSingleton<SmtpServices>();
        services.TryAddSingleton<OutboundMetrics>();
        services.TryAddSingleton<ReportSender>();
        // Late: reports are accepted messages, so each of the two needs the other.
        services.TryAddSingleton(static p => new Lazy<IDeliveredReports>(p.GetRequiredService<ReportSender>));
        services.TryAddSingleton<OutboundDispatcher>();
        services.AddHostedService(static provider => provider.GetRequiredService<IngestDispatcher>());
        // Behind the other, so that it stops first: its reports need the other.
        services.AddHostedService(static provider => provider.GetRequiredService<OutboundDispatcher>());
        return services;
    }

    /// <summary>Speaks SMTP, LMTP or submission on a listener.</summary>
    /// <param name="listen">The listener.</param>
    /// <param name="dialect">Which of them.</param>
    /// <param name="implicitTls">For submission: connections begin with TLS.</param>
    public static void UseSmtp(this ListenOptions listen, SmtpDialect dialect, bool implicitTls = false) => _ = dialect switch
    {
        SmtpDialect.Smtp => listen.UseConnectionHandler<SmtpConnectionHandler>(),
        SmtpDialect.Lmtp => listen.UseConnectionHandler<LmtpConnectionHandler>(),
        SmtpDialect.Submission when implicitTls => listen.UseConnectionHandler<SubmissionsConnectionHandler>(),
        SmtpDialect.Submission => listen.UseConnectionHandler<SubmissionConnectionHandler>(),
        _ => throw new ArgumentOutOfRangeException(nameof(dialect), dialect, "No such dialect."),
    };
}
