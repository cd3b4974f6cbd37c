using System.Globalization;
using System.Text.Json;

namespace Mail.Silo.Cli.Output;

/// <summary>Values of the API as people read them.</summary>
internal static class Cell
{
    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

    /// <summary>The value at a path such as <c>quota.bytes</c>; default if there is none.</summary>
    public static JsonElement At(JsonElement item, string path)
    {
        foreach (var name in path.Split('.'))
        {
            if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty(name, out item))
            {
                return default;
            }
        }

        return item;
    }

    public static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => "-",
        JsonValueKind.String => value.GetString() is { Length: > 0 } text ? DisplayText.Safe(text) : "-",
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.Array => value.GetArrayLength() == 0 ? "-" : string.Join(' ', value.EnumerateArray().Select(Text)),
        _ => value.GetRawText(),
    };

    /// <summary>A moment, UTC to the second.</summary>
    public static string Time(JsonElement value) => value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out var at)
        ? at.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)
        : "-";

    public static string Bytes(JsonElement value) => value.ValueKind == JsonValueKind.Number ? Bytes(value.GetInt64()) : "-";

    /// <summary>Where 0 means that there is no limit.</summary>
    public static string Limit(JsonElement value, Func<JsonElement, string> some) =>
        value.ValueKind == JsonValueKind.Number && value.GetInt64() == 0 ? "no limit" : some(value);

    public static string Bytes(long octets)
    {
        var (size, unit) = ((double)octets, 0);
        for (; size >= 1000 && unit < Units.Length - 1; unit++)
        {
            size /= 1024;
        }

        return unit == 0 ? $"{octets} B" : string.Create(CultureInfo.InvariantCulture, $"{size:0.0} {Units[unit]}");
    }

    /// <summary>Addresses with names, as the API gives them.</summary>
    public static string Addresses(JsonElement value) => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() == 0 ? "-" : string.Join(", ",
        value.EnumerateArray().Select(a => At(a, "name").ValueKind == JsonValueKind.String ? $"{Text(At(a, "name"))} <{Text(At(a, "address"))}>" : Text(At(a, "address"))));
}
