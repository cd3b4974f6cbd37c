using Mail.Silo.Options;
using Mail.Silo.Options.Registry;
using Mail.Silo.Options.Sources;

namespace Scenarios.Configuring;

public sealed class SettingsRegistry
{
    private static readonly SiloOptions Standard = SiloOptions.Standard(demo: false);

    [Fact]
    public void Names_variables_and_options_are_unique()
    {
        Assert.Equal(Settings.All.Count, Settings.All.Select(s => s.Name).Distinct().Count());
        Assert.Equal(Settings.All.Count, Settings.All.Select(s => s.Variable).Distinct().Count());
        var options = Settings.All.Where(s => s.Option is not null).Select(s => s.Option!.Name).ToList();
        Assert.Equal(options.Count, options.Distinct().Count());
        Assert.All(Settings.All, s => Assert.Matches("^[a-z]+\\.[a-z_]+$", s.Name));
    }

    [Fact]
    public void Every_default_is_allowed_reads_back_and_can_be_copied()
    {
        foreach (var setting in Settings.All)
        {
            var options = SiloOptions.Standard(demo: false);
            var text = setting.Read(Standard);
            Assert.True(setting.TrySet(options, text), $"{setting.Name}: '{text}'");
            Assert.Equal(text, setting.Read(options));
            setting.Copy(Standard, options);
            Assert.Equal(text, setting.Read(options));
        }
    }

    /// <summary>The bounds of the registry are those of the parts themselves.</summary>
    [Fact]
    public void Bounds_are_accepted_by_the_parts()
    {
        foreach (var setting in Settings.All.Where(s => s.Kind is "number" or "size" or "duration"))
        {
            var bounds = setting.Allowed.Replace(", or never", "", StringComparison.Ordinal).Split(" to ");
            foreach (var bound in bounds)
            {
                var options = SiloOptions.Standard(demo: false);
                Assert.True(setting.TrySet(options, bound), $"{setting.Name} = {bound}");
                if (SettingRule.All.All(r => r.Holds(options)))
                {
                    options.Spread();
                    options.Validate();
                }
            }

            Assert.False(setting.TrySet(SiloOptions.Standard(demo: false), "-1"), setting.Name);
        }
    }

    [Fact]
    public void Template_is_a_file_that_changes_nothing_and_whose_lines_are_the_defaults()
    {
        var (values, errors) = (new List<GivenValue>(), new List<ConfigurationError>());
        ConfigurationFile.ReadText("t", ConfigurationTemplate.Compose(), values, errors);
        Assert.Empty(errors);
        Assert.Empty(values);

        var uncommented = System.Text.RegularExpressions.Regex.Replace(ConfigurationTemplate.Compose(), "(?m)^  #(?! )", "  ");
        ConfigurationFile.ReadText("t", uncommented, values, errors);
        Assert.Empty(errors);
        foreach (var setting in Settings.All.Where(s => s.DefaultText is null))
        {
            Assert.Equal(setting.Read(Standard), Assert.Single(values, v => v.Name == setting.Name).Text);
        }
    }

    [Fact]
    public void Reference_page_is_up_to_date() =>
        Documents.AreEqual("docs/configuration.md", ConfigurationReference.Compose());

    [Theory]
    [InlineData("512", 512)]
    [InlineData("64KB", 65_536)]
    [InlineData("50MB", 52_428_800)]
    [InlineData("1 GiB", 1_073_741_824)]
    [InlineData("2k", 2_048)]
    public void Sizes_are_read(string text, long octets)
    {
        Assert.True(Sizes.TryParse(text, out var read));
        Assert.Equal(octets, read);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("500ms", 500)]
    [InlineData("5m", 300_000)]
    [InlineData("1h30m", 5_400_000)]
    [InlineData("5d", 432_000_000)]
    public void Durations_are_read_and_written(string text, long milliseconds)
    {
        Assert.True(Durations.TryParse(text, out var read));
        Assert.Equal(milliseconds, (long)read.TotalMilliseconds);
        Assert.Equal(text, Durations.Format(read));
    }

    [Theory]
    [InlineData("5")]
    [InlineData("m")]
    [InlineData("1m1h")]
    [InlineData("1m1m")]
    [InlineData("-5m")]
    [InlineData("9999999999999d")]
    [InlineData("1.5h")]
    [InlineData("")]
    public void Wrong_durations_are_refused(string text) => Assert.False(Durations.TryParse(text, out _));

    [Theory]
    [InlineData("50XB")]
    [InlineData("MB")]
    [InlineData("-1")]
    [InlineData("9999999999999999TB")]
    public void Wrong_sizes_are_refused(string text) => Assert.False(Sizes.TryParse(text, out _));

    [Theory]
    [InlineData("smtp.recipiens", "smtp.recipients")]
    [InlineData("imap.idletimeout", "imap.idle_timeout")]
    [InlineData("zzzzzz", null)]
    public void Nearest_name_is_suggested(string wrong, string? meant) => Assert.Equal(meant, Settings.Nearest(wrong));
}
