using Mail.Contracts.Directory;
using Mail.Domain.Identity;
using Mail.Storage.Directory;
using Orleans;
using Orleans.Runtime;

namespace Mail.Grains.Directory;

/// <summary>Follows an alias to accounts, through other aliases and domains. Repeats and loops are cut, depth and width are bounded.</summary>
internal sealed class AliasExpansion(IGrainFactory grains)
{
    private const string DepthKey = "mail.alias-depth";

    private readonly SortedSet<AccountId> _accounts = [];
    private readonly HashSet<EmailAddress> _elsewhere = [];

    public async ValueTask<Resolution> ExpandAsync(DirectoryEntry alias)
    {
        // The depth travels with the call chain, so a loop over several domains ends, too.
        var depth = RequestContext.Get(DepthKey) is int given ? given : 0;
        if (depth >= DirectoryGrain.MostAliasDepth)
        {
            return Resolution.UnknownUser;
        }

        RequestContext.Set(DepthKey, depth + 1);
        try
        {
            foreach (var target in alias.Targets)
            {
                await FollowAsync(target, alias.Address);
            }
        }
        finally
        {
            RequestContext.Set(DepthKey, depth);
        }

        return _accounts.Count + _elsewhere.Count == 0
            ? Resolution.UnknownUser
            : new Resolution(ResolutionKind.Found, [.. _accounts], [.. _elsewhere]);
    }

    private async ValueTask FollowAsync(EmailAddress target, EmailAddress from)
    {
        if (target == from || _accounts.Count + _elsewhere.Count >= DirectoryGrain.MostAccounts)
        {
            return;
        }

        var found = await grains.GetGrain<IDirectoryGrain>(target.Domain.Value).ResolveAsync(target.LocalPart);
        if (found.Kind == ResolutionKind.UnknownDomain)
        {
            _elsewhere.Add(target);
            return;
        }

        _accounts.UnionWith(found.Accounts.Take(DirectoryGrain.MostAccounts - _accounts.Count));
        _elsewhere.UnionWith(found.Elsewhere.Take(DirectoryGrain.MostAccounts - _accounts.Count));
    }
}
