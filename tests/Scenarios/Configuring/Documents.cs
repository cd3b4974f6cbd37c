using System.Runtime.CompilerServices;

namespace Scenarios.Configuring;

/// <summary>Pages of docs/ that are made from the code.</summary>
internal static class Documents
{
    /// <summary>Compares; with <c>MAIL_UPDATE_DOCUMENTS=1</c> writes the page instead.</summary>
    public static void AreEqual(string page, string text, [CallerFilePath] string here = "")
    {
        var path = PathOf(page, here);
        if (Environment.GetEnvironmentVariable("MAIL_UPDATE_DOCUMENTS") == "1")
        {
            File.WriteAllText(path, text);
        }

        Assert.True(File.Exists(path) && File.ReadAllText(path) == text, $"{page} is out of date: run the test with MAIL_UPDATE_DOCUMENTS=1.");
    }

    public static string Read(string page, [CallerFilePath] string here = "") => File.ReadAllText(PathOf(page, here));

    private static string PathOf(string page, string here) => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../..", page));
}
