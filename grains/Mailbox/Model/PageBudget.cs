namespace Mail.Grains.Mailbox.Model;

/// <summary>How many message entries one mailbox keeps in memory (about 100 bytes each).</summary>
internal sealed class PageBudget(int most)
{
    private int _kept;

    public bool IsExceeded => _kept > most;

    public void Changed(int by) => _kept += by;
}
