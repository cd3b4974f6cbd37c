using System.Text.Json;

namespace Mail.Silo.Cli.Output;

/// <summary>A column of a table, or a line of a description.</summary>
/// <param name="Title">Its name, for people.</param>
/// <param name="Text">What stands in it for an item.</param>
/// <param name="IsNumber">Aligned to the right.</param>
internal sealed record Column(string Title, Func<JsonElement, string> Text, bool IsNumber = false)
{
    public static Column Of(string title, string path) => new(title, item => Cell.Text(Cell.At(item, path)));

    public static Column Number(string title, string path) => new(title, item => Cell.Text(Cell.At(item, path)), IsNumber: true);

    public static Column Bytes(string title, string path) => new(title, item => Cell.Bytes(Cell.At(item, path)), IsNumber: true);

    public static Column Time(string title, string path) => new(title, item => Cell.Time(Cell.At(item, path)));

    public static Column Quota(string title, string path, bool bytes) =>
        new(title, item => Cell.Limit(Cell.At(item, path), bytes ? Cell.Bytes : Cell.Text), IsNumber: true);
}
