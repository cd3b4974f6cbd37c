using Spectre.Console;

namespace Mail.Silo.Cli.Import;

/// <summary>A bar on a terminal that shows how far an import is; it is gone at the end.</summary>
internal sealed class ImportProgress(TextWriter terminal)
{
    // Interactive although nothing is asked: the library looks at standard input, which has nothing to do with where the bar is.
    private readonly IAnsiConsole _console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal), Interactive = InteractionSupport.Yes });
    private ProgressTask? _task;

    /// <summary>Shows the bar while the work is done.</summary>
    public Task WatchAsync(Func<Task> work) => _console.Progress()
        .AutoClear(true)
        .Columns(new ProgressBarColumn { Width = 20 }, new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
        .StartAsync(async progress =>
        {
            _task = progress.AddTask("begins", maxValue: 1);
            await work();
        });

    /// <param name="progress">0 to 1.</param>
    /// <param name="text">What has been done.</param>
    public void Show(double progress, string text)
    {
        if (_task is { } task)
        {
            (task.Value, task.Description) = (progress, Markup.Escape(text));
        }
    }

    /// <summary>A line that stays, above the bar.</summary>
    public void WriteLine(string text) => _console.WriteLine(text);
}
