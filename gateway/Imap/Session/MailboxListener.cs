using Mail.Contracts.Mailboxes;

namespace Mail.Gateway.Imap.Session;

/// <summary>Hears of commits in the account's mailbox and notes whether the selected folder was touched.</summary>
internal sealed class MailboxListener(Action wake) : IMailboxObserver
{
    private int _folderNo = -1;
    private volatile bool _isDirty;
    private volatile bool _isIdling;

    /// <summary>Whether the selected folder may have changed since <see cref="Take"/>.</summary>
    public bool IsDirty => _isDirty;

    /// <summary>Whether the session sits in IDLE and wants to be woken.</summary>
    public bool IsIdling
    {
        get => _isIdling;
        set => _isIdling = value;
    }

    /// <summary>Watches another folder. Of the one that is watched already nothing noted is forgotten: SELECT watches before it reads.</summary>
    public void Watch(int folderNo)
    {
        if (_folderNo != folderNo)
        {
            Volatile.Write(ref _folderNo, folderNo);
            _isDirty = false;
        }
    }

    /// <summary>To be called before the changes are read: what comes later sets it again.</summary>
    public void Take() => _isDirty = false;

    /// <summary>The session itself has changed the selected folder and does not wait until it hears of that.</summary>
    public void Touched() => _isDirty = true;

    public void Changed(MailboxChanged change)
    {
        if (!change.Folders.Contains(Volatile.Read(ref _folderNo)))
        {
            return;
        }

        _isDirty = true;
        if (_isIdling)
        {
            wake();
        }
    }
}
