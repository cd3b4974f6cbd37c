namespace Grains.Tests;

/// <summary>Runs a test body as a grain runs: never two pieces of it at the same time.</summary>
internal static class Turns
{
    public static Task Run(Func<Task> body) => Task.Factory.StartNew(
        body, CancellationToken.None, TaskCreationOptions.DenyChildAttach, new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler).Unwrap();
}
