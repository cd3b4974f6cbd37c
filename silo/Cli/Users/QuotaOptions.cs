using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Mail.Silo.Cli.Users;

/// <summary>What a mailbox may hold.</summary>
internal static class QuotaOptions
{
    public static readonly Option<string?> Bytes = new("--quota")
    {
        Description = "What the mailbox may hold, such as 500M or 5G; 0: no limit.", HelpName = "SIZE",
    };

    public static readonly Option<long?> Messages = new("--quota-messages")
    {
        Description = "How many messages the mailbox may hold; 0: no limit.", HelpName = "N",
    };

    static QuotaOptions()
    {
        Bytes.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !TryReadSize(token.Value, out _))
            {
                result.AddError($"--quota: '{token.Value}' is not a size such as 500M, 5G or 1000000.");
            }
        });
        Messages.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !long.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                result.AddError($"--quota-messages: '{token.Value}' is not a number from 0 on.");
            }
        });
    }

    /// <summary>The quota to set; null if none was asked for. What was not named stays as <paramref name="present"/> has it.</summary>
    public static JsonObject? Read(CliCall call, (long Bytes, long Messages) present)
    {
        var (bytes, messages) = (call.Get(Bytes), call.Get(Messages));
        return bytes is null && messages is null ? null : new JsonObject
        {
            ["bytes"] = bytes is not null && TryReadSize(bytes, out var size) ? size : present.Bytes,
            ["messages"] = messages ?? present.Messages,
        };
    }

    /// <summary>Octets: a number, or one with K, M, G or T (powers of 1024; 'iB' or 'B' may follow).</summary>
    public static bool TryReadSize(string text, out long octets)
    {
        octets = 0;
        var digits = text.Length - text.AsSpan().TrimStart("0123456789").Length;
        var shift = text[digits..].ToUpperInvariant() switch
        {
            "" or "B" => 0, "K" or "KB" or "KIB" => 10, "M" or "MB" or "MIB" => 20, "G" or "GB" or "GIB" => 30, "T" or "TB" or "TIB" => 40, _ => -1,
        };
        if (shift < 0 || !long.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > long.MaxValue >> shift)
        {
            return false;
        }

        octets = number << shift;
        return true;
    }
}
