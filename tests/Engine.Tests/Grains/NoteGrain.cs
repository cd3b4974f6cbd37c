using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Engine.Tests.Grains;

[GenerateSerializer]
public sealed class Note
{
    [Id(0)]
    public string Text { get; set; } = "";
}

public interface INoteGrain : IGrainWithStringKey
{
    Task Set(string text, bool write);

    Task<string> Get();

    Task Clear();

    Task End();

    Task WriteBehindBack(string text);
}

public interface IOldNoteGrain : IGrainWithStringKey
{
    Task Set(string text);

    Task<string> Get();

    Task End();
}

public interface ILostNoteGrain : IGrainWithStringKey
{
    Task<string> Get();
}

public class NoteGrain([PersistentState("note", "store")] IPersistentState<Note> note) : Grain, INoteGrain
{
    public Task Set(string text, bool write)
    {
        note.State.Text = text;
        return write ? note.WriteStateAsync() : Task.CompletedTask;
    }

    public Task<string> Get() => Task.FromResult(note.State.Text);

    public Task Clear() => note.ClearStateAsync();

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task WriteBehindBack(string text)
    {
        var storage = ServiceProvider.GetRequiredKeyedService<IGrainStorage>("store");
        var other = new GrainState<Note>(new Note());
        await storage.ReadStateAsync("note", this.GetGrainId(), other);
        other.State.Text = text;
        await storage.WriteStateAsync("note", this.GetGrainId(), other);
    }
}

public class OldNoteGrain : Grain<Note>, IOldNoteGrain
{
    public Task Set(string text)
    {
        State.Text = text;
        return WriteStateAsync();
    }

    public Task<string> Get() => Task.FromResult(State.Text);

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}

public class LostNoteGrain([PersistentState("note", "nowhere")] IPersistentState<Note> note) : Grain, ILostNoteGrain
{
    public Task<string> Get() => Task.FromResult(note.State.Text);
}
