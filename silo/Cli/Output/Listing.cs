using Mail.Silo.Cli.Api;

namespace Mail.Silo.Cli.Output;

/// <summary>What commands that list have in common.</summary>
internal static class Listing
{
    /// <summary>Adds the options of lists.</summary>
    public static CliCommand Paged(this CliCommand command)
    {
        command.Add(ItemStream.Limit);
        command.Add(ItemStream.Cursor);
        return command;
    }

    /// <summary>Prints one paged list.</summary>
    public static Task ListAsync(this CliCall call, ApiRequest request, IReadOnlyList<Column> columns, string none)
    {
        var items = new ItemStream(call);
        return call.Print.ListAsync(items, items.ReadAsync(request, call.Cancellation), columns, none);
    }

    /// <summary>Prints a list that the API gives whole.</summary>
    public static async Task ListWholeAsync(this CliCall call, ApiRequest request, IReadOnlyList<Column> columns, string none)
    {
        var answer = await call.SendAsync(request);
        var items = answer.Json.GetProperty("items");
        if (call.WantsJson)
        {
            call.Print.Show(answer, columns);
        }
        else if (items.GetArrayLength() == 0)
        {
            await call.Error.WriteLineAsync(none);
        }
        else
        {
            call.Print.Table(items.EnumerateArray(), columns);
        }
    }

    /// <summary>Prints one thing.</summary>
    public static async Task ShowAsync(this CliCall call, ApiRequest request, IReadOnlyList<Column> columns, string? said = null) =>
        call.Print.Show(await call.SendAsync(request), columns, said);

    /// <summary>Does something that the server answers without words.</summary>
    public static async Task DoAsync(this CliCall call, ApiRequest request, string said)
    {
        await call.SendAsync(request);
        call.Print.Done(said);
    }
}
