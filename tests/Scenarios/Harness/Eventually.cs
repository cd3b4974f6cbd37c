namespace Scenarios.Harness;

/// <summary>Waits for an outcome that another task brings about.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task TrueAsync(Func<Task<bool>> outcome)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await outcome())
        {
            Assert.False(patience.IsCancellationRequested, $"The outcome did not come within {Patience.TotalSeconds} s.");
            await Task.Yield();
        }
    }
}
