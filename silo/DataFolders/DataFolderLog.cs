namespace Mail.Silo.DataFolders;

internal static partial class DataFolderLog
{
    [LoggerMessage(1, LogLevel.Information, "{Folder} was open to other users of this machine; it is closed now (mode 0700)")]
    public static partial void FolderClosed(this ILogger log, string folder);

    [LoggerMessage(2, LogLevel.Warning, "{Folder} can be entered by other users of this machine. Mail in it is readable for the server alone; better give the server a folder of its own (chmod 700)")]
    public static partial void FolderOpen(this ILogger log, string folder);

    [LoggerMessage(3, LogLevel.Warning, "Mail will be refused for now: {Shortage}")]
    public static partial void DiskShort(this ILogger log, string shortage);
}
