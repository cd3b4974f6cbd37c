using Mail.Domain.Identity;
using Microsoft.Extensions.Options;

namespace Mail.Gateway.Smtp;

/// <summary>Checks <see cref="SmtpOptions"/> at start; each message names the setting, its value and its bound.</summary>
public sealed class SmtpOptionsValidator : IValidateOptions<SmtpOptions>
{
    private const int KiB = 1024;
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public ValidateOptionsResult Validate(string? name, SmtpOptions options)
    {
        var errors = new List<string>();
        Domain(errors, nameof(options.HostName), options.HostName);
        Domain(errors, nameof(options.PostmasterDomain), options.PostmasterDomain ?? options.HostName);
        Range(errors, nameof(options.MaxMessageSize), options.MaxMessageSize, 64 * KiB, KiB * KiB * KiB);
        Range(errors, nameof(options.MaxRecipients), options.MaxRecipients, 100, 100_000);
        Range(errors, nameof(options.MaxDeliveries), options.MaxDeliveries, options.MaxRecipients, 1_000_000);
        Range(errors, nameof(options.MaxForwards), options.MaxForwards, 1, 100);
        Range(errors, nameof(options.MaxLineLength), options.MaxLineLength, 998, int.MaxValue);
        Range(errors, nameof(options.MaxReceivedFields), options.MaxReceivedFields, 30, 10_000);
        Range(errors, nameof(options.MaxErrors), options.MaxErrors, 1, 1_000_000);
        Range(errors, nameof(options.MaxCommands), options.MaxCommands, 100, int.MaxValue);
        Range(errors, nameof(options.MaxConnections), options.MaxConnections, 1, 1_000_000);
        Range(errors, nameof(options.MaxConnectionsPerAddress), options.MaxConnectionsPerAddress, 1, options.MaxConnections);
        Range(errors, nameof(options.ContentMemory), options.ContentMemory, options.MaxMessageSize, long.MaxValue);
        Range(errors, nameof(options.SlowestRate), options.SlowestRate, 1, 1_000_000);
        Time(errors, nameof(options.CommandTimeout), options.CommandTimeout);
        Time(errors, nameof(options.ReplyTimeout), options.ReplyTimeout);
        if (options.UnproductiveTimeout < options.CommandTimeout)
        {
            errors.Add(FormattableString.Invariant(
                $"Smtp:{nameof(options.UnproductiveTimeout)} is {options.UnproductiveTimeout}; it must be {nameof(options.CommandTimeout)} ({options.CommandTimeout}) or more."));
        }

        Time(errors, nameof(options.DataTimeout), options.DataTimeout);
        Time(errors, nameof(options.MessageTimeout), options.MessageTimeout);
        Time(errors, nameof(options.HandshakeTimeout), options.HandshakeTimeout);
        Time(errors, nameof(options.DirectoryTimeout), options.DirectoryTimeout);
        Time(errors, nameof(options.ContentMemoryWait), options.ContentMemoryWait);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static void Domain(List<string> errors, string setting, string value)
    {
        if (!DomainName.TryParse(value, out _))
        {
            errors.Add($"Smtp:{setting} is '{value}', which is not a domain name.");
        }
    }

    private static void Range(List<string> errors, string setting, long value, long least, long most)
    {
        if (value < least || value > most)
        {
            errors.Add(FormattableString.Invariant($"Smtp:{setting} is {value}; it must be {least} to {most}."));
        }
    }

    private static void Time(List<string> errors, string setting, TimeSpan value)
    {
        if (value < Shortest || value > Longest)
        {
            errors.Add(FormattableString.Invariant($"Smtp:{setting} is {value}; it must be {Shortest} to {Longest}."));
        }
    }
}
