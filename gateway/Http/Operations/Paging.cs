using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Mail.Gateway.Http.Problems;

namespace Mail.Gateway.Http.Operations;

/// <summary>Lists by opaque cursor.</summary>
internal static class Paging
{
    public const int Default = 50;
    public const int Most = 200;

    public static int Limit(int? limit) => limit switch
    {
        null => Default,
        >= 1 and <= Most => limit.Value,
        _ => throw ApiException.Invalid($"limit must be 1 to {Most}."),
    };

    public static string Cursor(string after) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(after));

    public static string Cursor(long after) => Cursor(after.ToString(CultureInfo.InvariantCulture));

    public static string? Text(string? cursor)
    {
        if (string.IsNullOrEmpty(cursor))
        {
            return null;
        }

        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Base64Url.DecodeFromChars(cursor));
        }
        catch (Exception failure) when (failure is FormatException or ArgumentException)
        {
            throw Unknown();
        }
    }

    public static long Number(string? cursor, long first) => Text(cursor) is not { } text ? first
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw Unknown();

    /// <summary>A page of what was found; there is more when it is full.</summary>
    public static Page<T> Of<T>(IEnumerable<T> found, int most, Func<T, string> cursor)
    {
        var items = found.ToList();
        return new Page<T>(items, items.Count >= most ? cursor(items[^1]) : null);
    }

    private static ApiException Unknown() => ApiException.Invalid("The cursor is not one that this list gave.");
}
