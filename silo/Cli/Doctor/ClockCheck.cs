using System.Globalization;
using System.Runtime.InteropServices;

namespace Mail.Silo.Cli.Doctor;

/// <summary>The clock: against the server's, and whether something keeps it right.</summary>
internal static class ClockCheck
{
    /// <summary>adjtimex(2): the clock is not synchronized.</summary>
    private const int TimeError = 5;

    /// <summary>More than struct timex has on any machine.</summary>
    private const int TimexLength = 512;

    public static IEnumerable<Finding> Run(Patient patient, TimeProvider time)
    {
        if (patient.ServerClock is { } server)
        {
            var off = (server - time.GetUtcNow()).TotalSeconds;
            var figure = string.Create(CultureInfo.InvariantCulture, $"the server's clock differs from this machine's by {Math.Abs(off):0} s");
            yield return Math.Abs(off) > 60 ? Finding.Fail("clock", figure, "Set both clocks by NTP: dates of mail, DKIM and certificates depend on them.")
                : Math.Abs(off) > 5 ? Finding.Warn("clock", figure, "Set both clocks by NTP.")
                : Finding.Ok("clock", figure);
        }

        yield return IsSynchronized() switch
        {
            true => Finding.Ok("time synchronization", "the clock is kept by NTP"),
            false => Finding.Warn("time synchronization", "nothing keeps the clock right", "Start an NTP client: systemd-timesyncd or chrony."),
            null => Finding.Ok("time synchronization", "this system does not tell"),
        };
    }

    private static bool? IsSynchronized()
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        try
        {
            return adjtimex(new byte[TimexLength]) switch { < 0 => null, TimeError => false, _ => true };
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int adjtimex([In, Out] byte[] state);
}
