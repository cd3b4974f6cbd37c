using System.Text;
using System.Text.Json;
using Mail.Silo.Cli.Api;

namespace Mail.Silo.Cli.Output;

/// <summary>Prints what the server gave: tables for people, or its JSON as it is.</summary>
internal sealed class Printer(TextWriter output, TextWriter error, bool json)
{
    /// <summary>0: the output is no terminal, nothing is cut.</summary>
    private static int TerminalWidth => Console.IsOutputRedirected ? 0 : Console.WindowWidth;

    /// <summary>One thing, a line for each column; <paramref name="said"/> comes before it.</summary>
    public void Show(ApiAnswer answer, IReadOnlyList<Column> columns, string? said = null)
    {
        if (json)
        {
            output.WriteLine(Encoding.UTF8.GetString(answer.Body));
            return;
        }

        if (said is not null)
        {
            output.WriteLine(said);
        }

        Describe(answer.Json, answer.ETag is { } state ? [.. columns, new Column("ETag", _ => state)] : columns);
    }

    /// <summary>The lines of one thing, for people.</summary>
    public void Describe(JsonElement item, IReadOnlyList<Column> columns)
    {
        var width = columns.Max(c => c.Title.Length) + 1;
        foreach (var column in columns)
        {
            output.WriteLine($"{(column.Title + ":").PadRight(width)}  {column.Text(item)}");
        }
    }

    /// <summary>What was done where the server has nothing to say.</summary>
    public void Done(string text)
    {
        if (!json)
        {
            output.WriteLine(DisplayText.Safe(text));
        }
    }

    /// <summary>A list as it comes; says when more exists than was asked for.</summary>
    public async Task ListAsync(ItemStream items, IAsyncEnumerable<JsonElement> source, IReadOnlyList<Column> columns, string none)
    {
        await (json ? JsonAsync(items, source) : TableAsync(items, source, columns, none));
    }

    /// <summary>A table of items that are at hand.</summary>
    public void Table(IEnumerable<JsonElement> items, IReadOnlyList<Column> columns)
    {
        var table = new TableWriter(output, columns, TerminalWidth);
        foreach (var item in items)
        {
            table.Add(item);
        }

        table.End();
    }

    private async Task TableAsync(ItemStream items, IAsyncEnumerable<JsonElement> source, IReadOnlyList<Column> columns, string none)
    {
        var table = new TableWriter(output, columns, TerminalWidth);
        var count = 0;
        await foreach (var item in source)
        {
            table.Add(item);
            count++;
        }

        table.End();
        if (count == 0)
        {
            await error.WriteLineAsync(none);
        }
        else if (items.HasMore)
        {
            await error.WriteLineAsync($"{count} shown, there are more: --limit N shows N of them, --limit 0 all.");
        }
    }

    /// <summary>One page of the API's form, however many were read for it.</summary>
    private async Task JsonAsync(ItemStream items, IAsyncEnumerable<JsonElement> source)
    {
        await output.WriteAsync("{\"items\":[");
        var comma = "";
        await foreach (var item in source)
        {
            await output.WriteAsync(comma + item.GetRawText());
            comma = ",";
        }

        var next = items.Next is { } cursor ? $",\"next\":{JsonSerializer.Serialize(cursor)}" : "";
        await output.WriteLineAsync("]" + next + "}");
    }
}
