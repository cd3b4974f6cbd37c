using Mail.Gateway.Http.ServerInfo;
using Mail.Silo.Options;
using Mail.Silo.Options.Registry;
using Mail.Silo.Options.Sources;
using Mail.Silo.Tls;

namespace Mail.Silo.Reload;

/// <summary>OPS-9: reads the configuration anew while the server runs. All of it is good, or nothing changes.</summary>
internal sealed class ConfigurationReload(SiloOptions options, ServerCertificate certificate, TimeProvider time, ILogger<ConfigurationReload> log) : IServerSettings
{
    private const string CertificateFile = "tls.certificate_file";

    private readonly Lock _lock = new();
    private LoadedConfiguration? _loaded = options.Source;
    private bool _levelByHand;

    /// <summary>Every setting as the server uses it.</summary>
    public IReadOnlyList<SettingFact> Read()
    {
        lock (_lock)
        {
            return [.. Settings.All.Select(Fact)];
        }
    }

    public ReloadOutcome Reload()
    {
        lock (_lock)
        {
            return TryReload();
        }
    }

    public bool TrySetLogLevel(string level)
    {
        if (!LogSettings.Levels.TryParse(level, out var parsed))
        {
            return false;
        }

        lock (_lock)
        {
            (options.LogLevel, _levelByHand) = (parsed, true);
        }

        log.LevelSet(parsed);
        return true;
    }

    private SettingFact Fact(Setting setting)
    {
        var origin = setting.Name == "log.level" && _levelByHand ? SettingOrigin.Api : _loaded?.OriginOf(setting) ?? SettingOrigin.Default;
        return new SettingFact(setting.Name, setting.Show(options), origin.Kind, origin.Place, setting.NeedsRestart);
    }

    private ReloadOutcome TryReload()
    {
        if (_loaded is null)
        {
            return new ReloadOutcome([], [], []);
        }

        var (fresh, errors) = _loaded.Sources.Load();
        if (errors.Count > 0)
        {
            return Refuse(errors);
        }

        // What the running server does not change yet decides which certificate it is.
        var (data, host) = (fresh.Options.DataFolder, fresh.Options.HostName);
        (fresh.Options.DataFolder, fresh.Options.HostName) = (options.DataFolder, options.HostName);
        bool hasOther;
        try
        {
            hasOther = certificate.Change(ServerCertificate.Load(fresh.Options, time));
        }
        catch (StartFailedException refusal)
        {
            return Refuse([new ConfigurationError(fresh.OriginOf(Settings.Find(CertificateFile)!).Place, refusal.Message)]);
        }

        (fresh.Options.DataFolder, fresh.Options.HostName) = (data, host);
        return Apply(fresh, hasOther);
    }

    private ReloadOutcome Apply(LoadedConfiguration fresh, bool hasOtherCertificate)
    {
        var (changed, waiting) = (new List<string>(), new List<string>());
        foreach (var setting in Settings.All)
        {
            // The file's name may stay where its content does not.
            if (setting.Read(fresh.Options) == setting.Read(options) && !(hasOtherCertificate && setting.Name == CertificateFile))
            {
                continue;
            }

            (setting.NeedsRestart ? waiting : changed).Add(setting.Name);
            if (!setting.NeedsRestart)
            {
                setting.Copy(fresh.Options, options);
            }
        }

        options.Spread();
        (_loaded, _levelByHand) = (fresh, false);
        log.Reloaded(fresh.File ?? "no file", changed, waiting);
        return new ReloadOutcome(changed, waiting, []);
    }

    private ReloadOutcome Refuse(IReadOnlyList<ConfigurationError> errors)
    {
        foreach (var error in errors)
        {
            log.ReloadRefused(error);
        }

        return new ReloadOutcome([], [], [.. errors.Select(e => e.ToString())]);
    }
}
