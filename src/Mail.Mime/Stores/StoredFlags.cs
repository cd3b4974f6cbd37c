using System.Text;

namespace Mail.Mime;

/// <summary>Flags that a store of files keeps with a message, in IMAP's spelling.</summary>
public static class StoredFlags
{
    private const int MostExamined = 256 * 1024;

    /// <summary>
    /// The info part of a Maildir file name: letters behind ":2," (also ";2," and "!2,", where ':' may not be in names). P (passed) becomes
    /// <c>$Forwarded</c>, small letters the keywords that stand at their place in <paramref name="keywords"/> (Dovecot's list).
    /// </summary>
    public static IReadOnlyList<string> OfMaildirName(string fileName, IReadOnlyList<string> keywords)
    {
        var at = Math.Max(fileName.LastIndexOf(":2,", StringComparison.Ordinal), Math.Max(
            fileName.LastIndexOf(";2,", StringComparison.Ordinal), fileName.LastIndexOf("!2,", StringComparison.Ordinal)));
        return at < 0 ? [] : fileName[(at + 3)..].Select(letter => letter switch
        {
            'S' => @"\Seen", 'R' => @"\Answered", 'F' => @"\Flagged", 'T' => @"\Deleted", 'D' => @"\Draft", 'P' => "$Forwarded",
            >= 'a' and <= 'z' when letter - 'a' < keywords.Count => keywords[letter - 'a'],
            _ => "",
        }).Where(f => f.Length > 0).Distinct().ToList();
    }

    /// <summary>The fields Status and X-Status of a message in an mbox file: R seen; A answered, F flagged, D deleted, T draft.</summary>
    public static IReadOnlyList<string> OfMboxHeader(ReadOnlyMemory<byte> message)
    {
        var header = MimeParser.Parse(message[..Math.Min(message.Length, MostExamined)]).Headers;
        var letters = new StringBuilder();
        foreach (var field in header)
        {
            if (field.IsNamed("Status"u8) || field.IsNamed("X-Status"u8))
            {
                letters.Append(Encoding.ASCII.GetString(field.Raw[(field.Raw.IndexOf((byte)':') + 1)..]));
            }
        }

        return letters.ToString().Select(letter => letter switch
        {
            'R' => @"\Seen", 'A' => @"\Answered", 'F' => @"\Flagged", 'D' => @"\Deleted", 'T' => @"\Draft", _ => "",
        }).Where(f => f.Length > 0).Distinct().ToList();
    }
}
