using System.Text;

namespace Mail.Protocols.Smtp;

/// <summary>
/// A forward or reverse path without its source route (RFC 5321 §4.1.2). The local part is kept unquoted; <see
/// cref="ToString"/> quotes it again where it must be.
/// </summary>
/// <param name="LocalPart">Without quotes and quoted pairs; case as given.</param>
/// <param name="Domain">Domain or address literal with brackets; empty for the null path and for bare Postmaster.</param>
public readonly record struct SmtpPath(string LocalPart, string Domain)
{
    /// <summary>The null reverse path <c>&lt;&gt;</c> (RFC 5321 §4.5.5).</summary>
    public static readonly SmtpPath Null = new(string.Empty, string.Empty);

    public bool IsNull => LocalPart.Length == 0 && Domain.Length == 0;

    /// <summary><c>&lt;Postmaster&gt;</c> with no domain, which every server takes (RFC 5321 §4.5.1).</summary>
    public bool IsBarePostmaster => Domain.Length == 0 && LocalPart.Length != 0;

    public bool IsAddressLiteral => Domain.StartsWith('[');

    public bool IsAscii => Ascii.IsValid(LocalPart) && Ascii.IsValid(Domain);

    /// <summary><c>local@domain</c> without angle brackets, quoted where needed; empty for the null path.</summary>
    public override string ToString()
    {
        var local = IsNull || SmtpSyntax.IsDotString(LocalPart) ? LocalPart : Quote(LocalPart);
        return Domain.Length == 0 ? local : $"{local}@{Domain}";
    }

    private static string Quote(string local)
    {
        var quoted = new StringBuilder(local.Length + 8).Append('"');
        foreach (var c in local)
        {
            if (c is '"' or '\\')
            {
                quoted.Append('\\');
            }

            quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }
}
