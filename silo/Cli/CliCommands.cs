using System.CommandLine;
using Mail.Silo.Cli.Audit;
using Mail.Silo.Cli.Completion;
using Mail.Silo.Cli.Config;
using Mail.Silo.Cli.Doctor;
using Mail.Silo.Cli.Domains;
using Mail.Silo.Cli.Events;
using Mail.Silo.Cli.Import;
using Mail.Silo.Cli.Keys;
using Mail.Silo.Cli.Mailboxes;
using Mail.Silo.Cli.Messages;
using Mail.Silo.Cli.Queues;
using Mail.Silo.Cli.Raw;
using Mail.Silo.Cli.Servers;
using Mail.Silo.Cli.Tenants;
using Mail.Silo.Cli.Users;

namespace Mail.Silo.Cli;

/// <summary>All commands, one noun or duty each. A new one is a class with a <c>Create</c> and a line here.</summary>
internal static class CliCommands
{
    public static IEnumerable<Command> All() =>
    [
        TenantCommands.Create(),
        DomainCommands.Create(),
        UserCommands.Create(),
        AliasCommands.Create(),
        AppPasswordCommands.Create(),
        KeyCommands.Create(),
        MailboxCommands.Create(),
        FolderCommands.Create(),
        MessageCommands.Create(),
        EventCommands.Create(),
        QueueCommands.Create(),
        AuditCommands.Create(),
        ServerCommands.Create(),
        LoginBlockCommands.Create(),
        ConfigCommands.Create(),
        ImportCommands.Create(),
        DoctorCommand.Create(),
        ApiCommand.Create(),
        .. CompletionCommands.Create(),
    ];
}
