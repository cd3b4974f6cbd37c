using Mail.Contracts.Mailboxes;
using Mail.Domain.Mailboxes;
using Mail.Protocols.Imap;

namespace Mail.Gateway.Imap.Commands;

/// <summary>Decides which mailboxes LIST and LSUB show, and with which attributes.</summary>
internal sealed class FolderListing
{
    private readonly SortedDictionary<string, FolderView> _folders = new(StringComparer.Ordinal);
    private readonly HashSet<string> _parents = new(StringComparer.Ordinal);
    private readonly HashSet<string> _subscribed;
    private readonly HashSet<string> _subscribedAbove = new(StringComparer.Ordinal);

    public FolderListing(FolderList list)
    {
        _subscribed = list.Subscriptions.Select(s => s.Value).ToHashSet(StringComparer.Ordinal);
        foreach (var folder in list.Folders)
        {
            _folders[folder.Name.Value] = folder;
            AddParents(folder.Name, _parents);
        }

        foreach (var name in list.Subscriptions)
        {
            AddParents(name, _subscribedAbove);
        }
    }

    public IEnumerable<FolderLine> List(ListCommand list)
    {
        var patterns = list.Patterns.Select(p => new MailboxPattern(list.Reference, p, FolderName.Separator)).ToArray();
        var bySubscription = (list.Select & ListSelection.Subscribed) != 0;
        var recursive = (list.Select & ListSelection.RecursiveMatch) != 0;
        foreach (var name in Candidates(bySubscription, recursive))
        {
            if (!Array.Exists(patterns, p => p.Matches(name)))
            {
                continue;
            }

            var folder = _folders.GetValueOrDefault(name);
            var below = recursive && _subscribedAbove.Contains(name);
            var selected = (!bySubscription || _subscribed.Contains(name))
                && ((list.Select & ListSelection.SpecialUse) == 0 || SpecialUses.NameOf(folder?.Use ?? default) is not null);
            if (selected || below)
            {
                var showSubscribed = bySubscription || (list.Return & ListReturn.Subscribed) != 0;
                yield return new FolderLine(FolderName.Parse(name), folder, Attributes(name, folder, showSubscribed), below);
            }
        }
    }

    /// <summary>LSUB shows subscribed names, and with <c>%</c> the levels above subscribed names (RFC 3501 section 6.3.9).</summary>
    public IEnumerable<FolderLine> Lsub(ListCommand list)
    {
        var pattern = new MailboxPattern(list.Reference, list.Patterns[0], FolderName.Separator);
        var withParents = list.Patterns[0].Contains('%', StringComparison.Ordinal);
        foreach (var name in _subscribed.Concat(withParents ? _subscribedAbove : []).Distinct().Order(StringComparer.Ordinal))
        {
            if (pattern.Matches(name))
            {
                string[] attributes = _subscribed.Contains(name) ? [] : [@"\Noselect"];
                yield return new FolderLine(FolderName.Parse(name), _folders.GetValueOrDefault(name), attributes, false);
            }
        }
    }

    private IEnumerable<string> Candidates(bool bySubscription, bool recursive)
    {
        IEnumerable<string> names = _folders.Keys;
        names = bySubscription ? names.Concat(_subscribed) : names;
        names = recursive ? names.Concat(_subscribedAbove) : names;
        // INBOX first, as clients show it.
        return names.Distinct().OrderBy(n => n == FolderName.Inbox.Value ? 0 : 1).ThenBy(n => n, StringComparer.Ordinal);
    }

    private List<string> Attributes(string name, FolderView? folder, bool showSubscribed)
    {
        var attributes = new List<string>();
        if (folder is null)
        {
            attributes.Add(@"\NonExistent");
        }

        attributes.Add(_parents.Contains(name) ? @"\HasChildren" : @"\HasNoChildren");
        if (showSubscribed && _subscribed.Contains(name))
        {
            attributes.Add(@"\Subscribed");
        }

        if (folder is not null && SpecialUses.NameOf(folder.Use) is { } use)
        {
            attributes.Add(use);
        }

        return attributes;
    }

    private static void AddParents(FolderName name, HashSet<string> parents)
    {
        for (var parent = name.Parent; parent is { } above && parents.Add(above.Value); parent = above.Parent)
        {
        }
    }
}
