using System.Collections.Immutable;
using System.Reflection;
using Mail.Contracts.Directory;
using Mail.Contracts.Mailboxes;
using Mail.Domain.Identity;
using Mail.Domain.Mailboxes;
using Mail.Gateway.Smtp;
using Mail.Gateway.Tests.Fakes;
using Orleans;

namespace Mail.Gateway.Tests.Smtp;

public sealed class GrainRecipientDirectoryTests
{
    private static readonly EmailAddress Address = EmailAddress.Parse("ann@here.example");

    public static TheoryData<Resolution, QuotaVerdict, RecipientVerdict> Answers() => new()
    {
        { Found([FakeDirectory.Ann]), QuotaVerdict.Fits, RecipientVerdict.Accepted },
        { Found([FakeDirectory.Ann]), QuotaVerdict.Full, RecipientVerdict.MailboxFull },
        { Found([FakeDirectory.Ann]), QuotaVerdict.NeverFits, RecipientVerdict.MailboxTooSmall },
        { Found([]), QuotaVerdict.Fits, RecipientVerdict.UnknownUser },
        { Resolution.UnknownUser, QuotaVerdict.Fits, RecipientVerdict.UnknownUser },
        { Resolution.UnknownDomain, QuotaVerdict.Fits, RecipientVerdict.ForeignDomain },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Answers_of_the_grains_become_verdicts(Resolution resolution, QuotaVerdict room, RecipientVerdict verdict)
    {
        var directory = New(resolution, Task.FromResult(room));
        Assert.Equal(verdict, (await directory.ResolveAsync(Address, 10, CancellationToken.None)).Verdict);
    }

    /// <summary>Of 100 octets.</summary>
    [Theory]
    [InlineData(90, RecipientVerdict.Accepted)]
    [InlineData(190, RecipientVerdict.Accepted)]
    [InlineData(191, RecipientVerdict.MailboxFull)]
    [InlineData(0, RecipientVerdict.MailboxTooSmall, 201)]
    public async Task One_full_mailbox_of_several_refuses_the_others_mail_only_at_twice_its_quota(long used, RecipientVerdict verdict, int size = 10)
    {
        var directory = New(
            Found([FakeDirectory.Ann, FakeDirectory.Bob]), Task.FromResult(new MailboxUsage(used, 1, new MailQuota(100, 0))));
        Assert.Equal(verdict, (await directory.ResolveAsync(Address, size, CancellationToken.None)).Verdict);
        var forwards = New(Found([FakeDirectory.Ann], EmailAddress.Parse("x@far.example")), Task.FromResult(new MailboxUsage(used, 1, new MailQuota(100, 0))));
        Assert.Equal(verdict, (await forwards.ResolveAsync(Address, size, CancellationToken.None)).Verdict);
    }

    [Fact]
    public async Task A_mailbox_that_does_not_answer_refuses_nobody()
    {
        var clock = new ManualTime();
        var directory = New(Found([FakeDirectory.Ann]), new TaskCompletionSource<QuotaVerdict>().Task, clock);
        var answer = directory.ResolveAsync(Address, 10, CancellationToken.None).AsTask();
        await clock.WhenArmedFor(TimeSpan.FromSeconds(2));
        clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal([FakeDirectory.Ann], (await answer).Accounts.AsEnumerable());
    }

    private static Resolution Found(ImmutableArray<AccountId> accounts, params ImmutableArray<EmailAddress> elsewhere) =>
        new(ResolutionKind.Found, accounts, elsewhere);

    private static GrainRecipientDirectory New(Resolution resolution, Task room, TimeProvider? clock = null)
    {
        var directory = Stub<IDirectoryGrain>((_, _) => Task.FromResult(resolution));
        var mailbox = Stub<IMailboxGrain>((_, _) => room);
        var grains = Stub<IGrainFactory>((method, _) => method.GetGenericArguments()[0] == typeof(IDirectoryGrain) ? directory : mailbox);
        return new GrainRecipientDirectory(grains, clock ?? TimeProvider.System);
    }

    private static T Stub<T>(Func<MethodInfo, object?[]?, object?> answer)
        where T : class
    {
        var stub = DispatchProxy.Create<T, Answering>();
        ((Answering)(object)stub).Answer = answer;
        return stub;
    }

    public class Answering : DispatchProxy
    {
        internal Func<MethodInfo, object?[]?, object?> Answer { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Answer(targetMethod!, args);
    }
}
