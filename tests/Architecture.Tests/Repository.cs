using System.Xml.Linq;

namespace Architecture.Tests;

/// <summary>The source tree, found from the test's own folder upwards.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static IEnumerable<string> Projects() =>
        Directory.EnumerateFiles(Root, "*.csproj", SearchOption.AllDirectories).Where(IsSource);

    public static IEnumerable<string> Sources(params string[] folders) => folders
        .SelectMany(f => Directory.EnumerateFiles(Path.Combine(Root, f), "*.cs", SearchOption.AllDirectories))
        .Where(IsSource);

    public static IEnumerable<string> References(string project) => XDocument.Load(project)
        .Descendants("ProjectReference")
        .Where(r => (string?)r.Attribute("OutputItemType") != "Analyzer")
        .Select(r => Path.GetFileNameWithoutExtension(((string)r.Attribute("Include")!).Replace('\\', '/')));

    public static IEnumerable<string> Packages(string project) => XDocument.Load(project)
        .Descendants("PackageReference")
        .SelectMany(r => ((string)r.Attribute("Include")!).Split(';'));

    public static string Relative(string path) => Path.GetRelativePath(Root, path);

    private static bool IsSource(string path) =>
        !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal)
        && !path.Contains("/node_modules/", StringComparison.Ordinal) && !path.Contains("/artifacts/", StringComparison.Ordinal);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Mail.Orleans.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside of the source tree.");
    }
}
