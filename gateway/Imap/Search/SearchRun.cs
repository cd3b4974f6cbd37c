using Mail.Gateway.Imap.Bodies;
using Mail.Gateway.Imap.Commands;
using Mail.Gateway.Imap.Folders;
using Mail.Gateway.Imap.Session;
using Mail.Mime;
using Mail.Protocols.Imap;

namespace Mail.Gateway.Imap.Search;

/// <summary>One SEARCH at work: reads of each message no more than its answer needs.</summary>
internal sealed class SearchRun(ImapSessionContext session, SearchKey key, MessageReader reader)
{
    /// <summary>Messages read one after the other before others have the thread.</summary>
    private const int AtOnce = 32;

    /// <summary>Messages looked at, read or not, before others have the thread: with many keys that takes its time, too.</summary>
    private const int LookedAtAtOnce = 1024;

    private readonly SearchLevel _highest = SearchKeyCost.HighestOf(key);
    private readonly SearchEvaluator _evaluator = new(session.Folder.Messages);
    private readonly SummaryPages _summaries = new(session.Mailbox, session.Folder);
    private int _read;

    /// <summary>The positions of the messages that meet the condition, ascending.</summary>
    public async ValueTask<List<int>> RunAsync()
    {
        var found = new List<int>();
        var messages = session.Folder.Messages;
        for (var position = 0; position < messages.Count; position++)
        {
            if (position % LookedAtAtOnce == LookedAtAtOnce - 1)
            {
                await Task.Yield();
            }

            var facts = new SearchFacts(position, messages[position]);
            var matches = _evaluator.Evaluate(key, facts) ?? await DecideAsync(facts).ConfigureAwait(false);
            if (matches)
            {
                found.Add(position);
            }
        }

        return found;
    }

    private async ValueTask<bool> DecideAsync(SearchFacts facts)
    {
        var uid = facts.Entry.Uid;
        if (!_summaries.Holds(uid))
        {
            await _summaries.ReadAsync(facts.Position, session.Folder.Messages.Count - 1).ConfigureAwait(false);
        }

        if (_summaries.TryGet(uid, out var summary))
        {
            facts = facts with { Summary = summary };
        }

        if (_evaluator.Evaluate(key, facts) is { } fromSummary)
        {
            return fromSummary;
        }

        try
        {
            return await DecideByReadingAsync(facts).ConfigureAwait(false);
        }
        catch (Exception failure) when (FetchRun.IsUnreadable(failure))
        {
            // A message that went meanwhile matches nothing.
            return false;
        }
    }

    private async ValueTask<bool> DecideByReadingAsync(SearchFacts facts)
    {
        if (++_read % AtOnce == 0)
        {
            await Task.Yield();
        }

        var blob = facts.Entry.Blob;
        facts = facts with { Header = await reader.ReadHeaderAsync(blob).ConfigureAwait(false) };
        if (_evaluator.Evaluate(key, facts) is { } fromHeader)
        {
            return fromHeader;
        }

        return _highest == SearchLevel.Message
            && await reader.WithMessageAsync(blob, bytes => _evaluator.Evaluate(key, facts with { Message = MimeParser.Parse(bytes) }) ?? false)
                .ConfigureAwait(false);
    }
}
