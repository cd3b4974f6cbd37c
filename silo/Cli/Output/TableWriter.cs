using System.Text;
using System.Text.Json;
using Spectre.Console;

namespace Mail.Silo.Cli.Output;

/// <summary>Writes items as aligned columns while they come: the first rows set the widths, later ones widen them.</summary>
internal sealed class TableWriter(TextWriter output, IReadOnlyList<Column> columns, int terminalWidth)
{
    private const int Ahead = 200;
    private const string Gap = "  ";

    private readonly List<string[]> _first = [];
    private int[]? _widths;

    public void Add(JsonElement item)
    {
        var row = columns.Select(c => c.Text(item)).ToArray();
        if (_widths is not null)
        {
            Write(row);
            return;
        }

        _first.Add(row);
        if (_first.Count >= Ahead)
        {
            End();
        }
    }

    /// <summary>Writes what waits for the widths.</summary>
    public void End()
    {
        if (_widths is not null || _first.Count == 0)
        {
            return;
        }

        _widths = [.. columns.Select(c => c.Title.Length)];
        foreach (var row in _first)
        {
            Widen(row);
        }

        Write([.. columns.Select(c => c.Title)]);
        _first.ForEach(Write);
        _first.Clear();
    }

    private void Widen(string[] row)
    {
        for (var i = 0; i < row.Length; i++)
        {
            _widths![i] = Math.Max(_widths[i], row[i].GetCellWidth());
        }
    }

    private void Write(string[] row)
    {
        Widen(row);
        var line = new StringBuilder();
        for (var i = 0; i < row.Length; i++)
        {
            var space = new string(' ', _widths![i] - row[i].GetCellWidth());
            var isLast = i == row.Length - 1;
            line.Append(columns[i].IsNumber ? space + row[i] : isLast ? row[i] : row[i] + space).Append(isLast ? "" : Gap);
        }

        output.WriteLine(DisplayText.Cut(line.ToString().TrimEnd(), terminalWidth));
    }
}
