namespace Fuzz;

/// <summary>Ends the process when one input takes too long: a hang is a failure, too.</summary>
internal sealed class Watchdog(TimeSpan patience, Action<byte[]> onHang)
{
    private readonly Lock _lock = new();
    private byte[]? _input;
    private long _since;

    public void Start() => new Thread(Watch) { IsBackground = true }.Start();

    public void Enter(byte[] input)
    {
        lock (_lock)
        {
            (_input, _since) = (input, TimeProvider.System.GetTimestamp());
        }
    }

    /// <summary>How long the input took.</summary>
    public TimeSpan Leave()
    {
        lock (_lock)
        {
            _input = null;
            return TimeProvider.System.GetElapsedTime(_since);
        }
    }

    private void Watch()
    {
        while (true)
        {
            Thread.Sleep(100);
            byte[]? hung;
            lock (_lock)
            {
                hung = _input is not null && TimeProvider.System.GetElapsedTime(_since) > patience ? _input : null;
            }

            if (hung is not null)
            {
                onHang(hung);
            }
        }
    }
}
