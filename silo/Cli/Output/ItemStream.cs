using System.CommandLine;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Mail.Silo.Cli.Api;

namespace Mail.Silo.Cli.Output;

/// <summary>Reads lists page by page up to a limit, while what was read is printed already.</summary>
internal sealed class ItemStream(CliCall call, long limit)
{
    private const int Page = 200;

    public static readonly Option<int> Limit = new("--limit")
    {
        Description = "Most items to show; 0 shows all.", HelpName = "N", DefaultValueFactory = _ => 1000,
    };

    public static readonly Option<string?> Cursor = new("--cursor")
    {
        Description = "Go on behind an earlier list: its 'next' in JSON.", HelpName = "CURSOR",
    };

    private long _remaining = limit;

    static ItemStream() => Limit.Validators.Add(result =>
    {
        if (result.Tokens is [var token] && !(int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            result.AddError($"--limit: '{token.Value}' is not a number from 0 on.");
        }
    });

    /// <summary>Up to <c>--limit</c>.</summary>
    public ItemStream(CliCall call)
        : this(call, call.Get(Limit) is > 0 and var n ? n : long.MaxValue)
    {
    }

    private string? _start = call.Get(Cursor);

    /// <summary>After reading: the cursor of what was left out of one list.</summary>
    public string? Next { get; private set; }

    /// <summary>After reading: something was left out.</summary>
    public bool HasMore { get; private set; }

    /// <summary>Without regard to <c>--cursor</c>, which is of another list.</summary>
    public ItemStream FromStart()
    {
        _start = null;
        return this;
    }

    /// <summary>The items of one list, from its beginning or from <c>--cursor</c> on.</summary>
    public async IAsyncEnumerable<JsonElement> ReadAsync(ApiRequest request, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var cursor = _start;
        while (_remaining > 0)
        {
            var answer = await call.SendAsync(Asking(request, Math.Min(Page, _remaining), cursor));
            foreach (var item in answer.Json.GetProperty("items").EnumerateArray())
            {
                _remaining--;
                yield return item;
            }

            cursor = Cell.At(answer.Json, "next") is { ValueKind: JsonValueKind.String } next ? next.GetString() : null;
            if (cursor is null)
            {
                yield break;
            }
        }

        // A full page names what follows even where nothing does.
        var rest = await call.SendAsync(Asking(request, 1, cursor));
        HasMore = rest.Json.GetProperty("items").GetArrayLength() > 0;
        Next = HasMore ? cursor : null;
    }

    private static ApiRequest Asking(ApiRequest request, long limit, string? cursor) =>
        request.Asking("limit", limit.ToString(CultureInfo.InvariantCulture)).Asking("cursor", cursor);
}
