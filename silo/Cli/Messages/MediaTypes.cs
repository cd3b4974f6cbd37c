namespace Mail.Silo.Cli.Messages;

/// <summary>Media types of files by their extension, as far as mail programs show them.</summary>
internal static class MediaTypes
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        [".txt"] = "text/plain", [".csv"] = "text/csv", [".html"] = "text/html", [".ics"] = "text/calendar", [".pdf"] = "application/pdf",
        [".png"] = "image/png", [".jpg"] = "image/jpeg", [".jpeg"] = "image/jpeg", [".gif"] = "image/gif", [".webp"] = "image/webp",
        [".zip"] = "application/zip", [".gz"] = "application/gzip", [".json"] = "application/json", [".xml"] = "application/xml",
        [".mp3"] = "audio/mpeg", [".mp4"] = "video/mp4",
    };

    public static string Of(string file) => Known.GetValueOrDefault(Path.GetExtension(file), "application/octet-stream");
}
