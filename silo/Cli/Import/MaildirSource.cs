using System.Text;
using Mail.Domain.Mailboxes;
using Mail.Mime;
using Mail.Protocols.Imap;

namespace Mail.Silo.Cli.Import;

/// <summary>
/// Reads a Maildir: messages in <c>cur</c> and <c>new</c>, never <c>tmp</c>; folders as Maildir++ has them (<c>.Work.2026</c>, names in modified
/// UTF-7) or as subfolders that are Maildirs themselves. Order: as they were received.
/// </summary>
internal sealed class MaildirSource(string root)
{
    private const int DeepestFolder = FolderName.MostLevels;

    /// <summary>Folders and files that cannot be imported, and why.</summary>
    public List<(string Source, string Reason)> Bad { get; } = [];

    /// <exception cref="CliException">It is no Maildir.</exception>
    public IEnumerable<ImportItem> Read()
    {
        var folders = Folders().ToList();
        if (folders.Count == 0 && Bad.Count == 0)
        {
            throw CliException.Usage($"'{root}' is no Maildir: it has no folder 'cur' or 'new'.");
        }

        var files = folders.Select(f => (f.Name, Keywords: Keywords(f.Path), Files: Files(f.Path))).ToList();
        var (total, read) = (Math.Max(1, files.Sum(f => f.Files.Count)), 0);
        foreach (var (name, keywords, list) in files)
        {
            foreach (var file in list)
            {
                yield return Item(file, name, keywords) with { Progress = ++read / (double)total };
            }
        }
    }

    private static ImportItem Item(FileInfo file, string folder, IReadOnlyList<string> keywords) => new(
        file.FullName, folder, StoredFlags.OfMaildirName(file.Name, keywords).Select(Known).OfType<string>().ToList(), file.LastWriteTimeUtc, file.Length,
        async cancellation =>
        {
            if (file.Length > ImportRun.Largest)
            {
                throw new BadMessageException($"it has {file.Length >> 20} MiB; at most {ImportRun.Largest >> 20} are taken");
            }

            // It may have been replaced since the folder was read.
            if (SpecialFile.Is(file.FullName))
            {
                throw new BadMessageException(SpecialFile.Reason);
            }

            try
            {
                return LineEnds.ToCrLf(await File.ReadAllBytesAsync(file.FullName, cancellation));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new BadMessageException(error.Message);
            }
        });

    // A keyword that IMAP cannot carry is left out; the message is worth more.
    private static string? Known(string flag) => flag[0] == '\\' || Domain.Mailboxes.Keywords.IsValid(flag) ? flag : null;

    private IEnumerable<(string Path, string Name)> Folders()
    {
        if (!Directory.Exists(root))
        {
            throw CliException.Usage($"There is no folder '{root}'.");
        }

        if (IsMaildir(root))
        {
            yield return (root, "INBOX");
        }

        foreach (var found in Below(root, "", 1))
        {
            yield return found;
        }
    }

    private IEnumerable<(string Path, string Name)> Below(string folder, string above, int depth)
    {
        foreach (var path in Directory.EnumerateDirectories(folder).Where(_ => depth <= DeepestFolder).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(path);
            if (name is "cur" or "new" or "tmp" || !IsReal(new DirectoryInfo(path)))
            {
                continue;
            }

            string full = above + (name[0] == '.' && above.Length == 0 ? string.Join('/', name[1..].Split('.').Select(Decoded)) : Decoded(name));
            if (IsMaildir(path))
            {
                if (FolderName.TryParse(full, out var valid))
                {
                    yield return (path, valid.Value);
                }
                else
                {
                    Bad.Add((path, $"'{full}' cannot be the name of a folder"));
                }
            }

            if (name[0] != '.')
            {
                foreach (var found in Below(path, full + "/", depth + 1))
                {
                    yield return found;
                }
            }
        }
    }

    private static string Decoded(string level) => (ModifiedUtf7.TryDecode(Encoding.UTF8.GetBytes(level), out var name) ? name : level).Replace('/', '_').Replace('*', '_').Replace('%', '_');

    private static bool IsMaildir(string path) => Directory.Exists(Path.Combine(path, "cur")) || Directory.Exists(Path.Combine(path, "new"));

    private List<FileInfo> Files(string folder) => ((string[])["cur", "new"])
        .Select(part => new DirectoryInfo(Path.Combine(folder, part))).Where(d => d.Exists && IsReal(d)).SelectMany(d => d.EnumerateFiles())
        .Where(f => f.Name[0] != '.' && IsReal(f)).OrderBy(f => f.LastWriteTimeUtc).ThenBy(f => f.Name, StringComparer.Ordinal).ToList();

    // A Maildir belongs to its user, and who imports may read more than that user: a link could lead anywhere.
    private bool IsReal(FileSystemInfo entry)
    {
        if (entry.LinkTarget is { } target)
        {
            Bad.Add((entry.FullName, $"it is a symbolic link, to '{target}': links are not followed"));
            return false;
        }

        if (entry is FileInfo && SpecialFile.Is(entry.FullName))
        {
            Bad.Add((entry.FullName, SpecialFile.Reason));
            return false;
        }

        return true;
    }

    /// <summary>Dovecot's names of the small letters: lines of a number and a keyword.</summary>
    private static List<string> Keywords(string folder)
    {
        var list = new List<string>();
        var file = Path.Combine(folder, "dovecot-keywords");
        foreach (var line in File.Exists(file) && new FileInfo(file).LinkTarget is null && !SpecialFile.Is(file) ? File.ReadLines(file).Take(26) : [])
        {
            if (line.Split(' ', 2) is [var number, var keyword] && int.TryParse(number, out var at) && at == list.Count)
            {
                list.Add(keyword.Trim());
            }
        }

        return list;
    }
}
