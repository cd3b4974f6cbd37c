using System.Collections.Immutable;
using System.Globalization;
using Mail.Contracts.Errors;
using Mail.Contracts.Names;
using Orleans;
using Orleans.Runtime;

namespace Mail.Grains.Names;

/// <summary>
/// The pages of an index. A page that grows too large is split: the new page first, then the bounds, then the old page. What a crash
/// leaves doubled lies outside of its page's bounds and is passed over.
/// </summary>
public sealed class NameIndexGrain([PersistentState("name-index")] IPersistentState<NameIndexState> state) : Grain, INameIndexGrain
{
    public const int LargestPage = 256;
    public const int LongestName = 256;

    public async Task AddAsync(string name)
    {
        if (name.Length is 0 or > LongestName)
        {
            throw MailException.Invalid($"A name must have 1 to {LongestName} characters.");
        }

        if (state.State.Pages.IsEmpty)
        {
            state.State = new NameIndexState { Bounds = [""], Pages = [0], NextPage = 1 };
            await state.SaveAsync(this);
        }

        var at = PageOf(name);
        var names = await ReadAsync(at);
        var place = names.BinarySearch(name, StringComparer.Ordinal);
        if (place >= 0)
        {
            return;
        }

        names = names.Insert(~place, name);
        if (names.Length > LargestPage)
        {
            names = await SplitAsync(at, names);
        }

        await Page(state.State.Pages[at]).WriteAsync(names);
    }

    public async Task RemoveAsync(string name)
    {
        if (state.State.Pages.IsEmpty)
        {
            return;
        }

        var at = PageOf(name);
        var names = await ReadAsync(at);
        var place = names.BinarySearch(name, StringComparer.Ordinal);
        if (place >= 0)
        {
            await Page(state.State.Pages[at]).WriteAsync(names.RemoveAt(place));
        }
    }

    public async Task<ImmutableArray<string>> ListAsync(string? after, int most)
    {
        if (most is < 1 or > 1000)
        {
            throw MailException.Invalid($"The number of names asked for must be 1 to 1000, not {most}.");
        }

        var found = ImmutableArray.CreateBuilder<string>();
        for (var at = state.State.Pages.IsEmpty ? 0 : PageOf(after ?? ""); at < state.State.Pages.Length && found.Count < most; at++)
        {
            var names = await ReadAsync(at);
            found.AddRange(names.Where(n => string.CompareOrdinal(n, after) > 0).Take(most - found.Count));
        }

        return found.DrainToImmutable();
    }

    private int PageOf(string name)
    {
        var place = state.State.Bounds.BinarySearch(name, StringComparer.Ordinal);
        return place >= 0 ? place : ~place - 1;
    }

    private async Task<ImmutableArray<string>> ReadAsync(int at)
    {
        var names = await Page(state.State.Pages[at]).ReadAsync();
        return at + 1 < state.State.Bounds.Length
            ? [.. names.Where(n => string.CompareOrdinal(n, state.State.Bounds[at + 1]) < 0)]
            : names;
    }

    /// <summary>Moves the upper half to a new page; what stays.</summary>
    private async Task<ImmutableArray<string>> SplitAsync(int at, ImmutableArray<string> names)
    {
        var half = names.Length / 2;
        await Page(state.State.NextPage).WriteAsync(names[half..]);
        state.State = new NameIndexState
        {
            Bounds = state.State.Bounds.Insert(at + 1, names[half]),
            Pages = state.State.Pages.Insert(at + 1, state.State.NextPage),
            NextPage = state.State.NextPage + 1,
        };
        await state.SaveAsync(this);
        return names[..half];
    }

    private INamePageGrain Page(int number) => GrainFactory.GetGrain<INamePageGrain>(
        string.Create(CultureInfo.InvariantCulture, $"{this.GetPrimaryKeyString()}#{number}"));
}
