using System.Collections.Concurrent;

namespace Engine.Tests.Grains;

/// <summary>Gates by name, unique to a test, at which grains wait and tell that they came.</summary>
internal static class Gates
{
    private static readonly ConcurrentDictionary<string, Gate> ByName = new();

    public static Gate Of(string name) => ByName.GetOrAdd(name, _ => new Gate());

    public static string New() => Guid.NewGuid().ToString("N");

    internal sealed class Gate
    {
        private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly SemaphoreSlim _arrived = new(0);

        public async Task Pass()
        {
            _arrived.Release();
            await _open.Task;
        }

        /// <summary>Waits until one more came.</summary>
        public async Task Arrival() => Assert.True(await _arrived.WaitAsync(TimeSpan.FromSeconds(30)), "Nobody came to the gate.");

        public bool HasArrivals => _arrived.CurrentCount > 0;

        public void Open() => _open.TrySetResult();
    }
}
