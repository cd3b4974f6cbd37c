namespace Mail.Gateway.Delivery.Outbound;

/// <summary>Until when the rows of a claim are surely nobody else's.</summary>
internal sealed class ClaimLease(DateTimeOffset until)
{
    private long _until = until.UtcTicks;

    public DateTimeOffset Until
    {
        get => new(Volatile.Read(ref _until), TimeSpan.Zero);
        set => Volatile.Write(ref _until, value.UtcTicks);
    }
}
