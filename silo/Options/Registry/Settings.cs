namespace Mail.Silo.Options.Registry;

/// <summary>All settings of the server.</summary>
internal static class Settings
{
    private static readonly Dictionary<string, Setting> ByName;

    static Settings()
    {
        All =
        [
            .. ServerSettings.All, .. TlsSettings.All, .. LogSettings.All, .. TelemetrySettings.All, .. StoreSettings.All, .. StreamSettings.All, .. SmtpSettings.All, .. SubmissionSettings.All,
            .. OutboundSettings.All, .. ImapSettings.All, .. HttpSettings.All, .. ClientSettings.All, .. ClusterSettings.All,
        ];
        ByName = All.ToDictionary(s => s.Name, StringComparer.Ordinal);
        Sections = [.. All.Select(s => s.Section).Distinct()];
    }

    /// <summary>In the order of documents.</summary>
    public static IReadOnlyList<Setting> All { get; }

    public static IReadOnlyList<string> Sections { get; }

    public static Setting? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The known name that is most like a wrong one; null if none is.</summary>
    public static string? Nearest(string wrong) => Nearest(wrong, All.Select(s => s.Name).Concat(All.Where(s => s.IsSecret).Select(s => s.Name + "_file")));

    public static string? Nearest(string wrong, IEnumerable<string> known)
    {
        var (best, least) = (default(string), Math.Max(2, wrong.Length / 3) + 1);
        foreach (var name in known)
        {
            if (Distance(wrong, name) is var distance && distance < least)
            {
                (best, least) = (name, distance);
            }
        }

        return best;
    }

    /// <summary>Insertions, deletions and replacements between two names.</summary>
    public static int Distance(string a, string b)
    {
        Span<int> row = stackalloc int[Math.Min(b.Length, 200) + 1];
        for (var j = 0; j < row.Length; j++)
        {
            row[j] = j;
        }

        foreach (var (i, letter) in a.Index().Take(200))
        {
            var (diagonal, left) = (row[0], i + 1);
            row[0] = left;
            for (var j = 1; j < row.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (letter == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
