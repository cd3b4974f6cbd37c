using Mail.Gateway.Auth;
using Mail.Gateway.Imap.Bodies;
using Mail.Gateway.Imap.Commands;
using Mail.Gateway.Imap.Session;
using Mail.Gateway.Tls;
using Mail.Storage.Blobs;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Mail.Gateway.Imap;

/// <summary>Puts IMAP into a host.</summary>
public static class ImapGatewayExtensions
{
    /// <summary>
    /// Adds the services. The host adds a grain factory and <see cref="IBlobStore"/>, may add an
    /// <see cref="IServerCertificateSource"/>, and configures <see cref="ImapOptions"/> and <see cref="PasswordCheckOptions"/>.
    /// </summary>
    public static IServiceCollection AddImapGateway(this IServiceCollection services)
    {
        services.AddOptions<ImapOptions>();
        services.AddPasswordLogin();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IServerCertificateSource, NoServerCertificate>();
        services.TryAddSingleton(static p =>
        {
            var options = p.GetRequiredService<IOptions<ImapOptions>>().Value;
            options.Validate();
            return options;
        });
        services.TryAddSingleton<ImapMetrics>();
        services.TryAddSingleton<ImapSessionRegistry>();
        services.AddHostedService(static p => p.GetRequiredService<ImapSessionRegistry>());
        services.TryAddSingleton<ImapConnectionHandler>();
        services.TryAddSingleton<ImapSessionServices>();
        services.TryAddSingleton<MailboxSubscriptions>();
        services.TryAddSingleton<LoginWatch>();
        services.TryAddSingleton<FolderUpdates>();
        services.TryAddSingleton<SaslExchange>();
        services.TryAddSingleton<AppendBudget>();
        services.TryAddSingleton<StatusWriter>();
        services.TryAddSingleton<MessageReader>();
        services.TryAddSingleton(static p => new LayoutCache(p.GetRequiredService<ImapOptions>().StructureCache));
        AddCommands(services);
        return services;
    }

    /// <summary>Speaks IMAP on a listener: with STARTTLS on offer, or with TLS from the start.</summary>
    public static ListenOptions UseImap(this ListenOptions listen, bool tls)
    {
        var handler = listen.ApplicationServices.GetRequiredService<ImapConnectionHandler>();
        listen.Run(connection => handler.OnConnectedAsync(connection, tls));
        return listen;
    }

    private static void AddCommands(IServiceCollection services)
    {
        Type[] handlers =
        [
            typeof(SimpleCommands), typeof(IdCommandHandler), typeof(EnableCommandHandler), typeof(StartTlsCommandHandler),
            typeof(LoginCommandHandler), typeof(SelectCommandHandler), typeof(FolderCommandHandler), typeof(ListCommandHandler),
            typeof(StatusCommandHandler), typeof(AppendCommandHandler), typeof(IdleCommandHandler), typeof(CloseCommandHandler),
            typeof(ExpungeCommandHandler), typeof(SearchCommandHandler), typeof(FetchCommandHandler), typeof(StoreCommandHandler),
            typeof(CopyCommandHandler),
        ];
        foreach (var handler in handlers)
        {
            services.TryAddEnumerable(ServiceDescriptor.Singleton(typeof(IImapCommandHandler), handler));
        }
    }
}
