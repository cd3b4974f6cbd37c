namespace Architecture.Tests;

/// <summary>Public types are documented; sources hold no notes of how they came about.</summary>
public sealed class TheProjectSpeaksOfItselfAlone
{
    [Fact]
    public void Public_types_of_the_libraries_are_documented()
    {
        var strays = Repository.Sources("src", "grains", "gateway")
            .SelectMany(Undocumented);
        Assert.Empty(strays);
    }

    [Fact]
    public void No_source_is_a_wall()
    {
        var walls = Repository.Sources("src", "grains", "gateway", "silo")
            .Select(f => (File: Repository.Relative(f), Lines: File.ReadLines(f).Count()))
            .Where(f => f.Lines > 500);
        Assert.Empty(walls);
    }

    private static IEnumerable<string> Undocumented(string file)
    {
        var documented = false;
        foreach (var line in File.ReadLines(file))
        {
            var text = line.Trim();
            if (text.StartsWith("///", StringComparison.Ordinal))
            {
                documented = true;
            }
            else if (text.Length > 0 && text[0] is not ('[' or '#' or ')'))
            {
                if (!documented && !char.IsWhiteSpace(line[0]) && IsPublicType(text))
                {
                    yield return $"{Repository.Relative(file)}: {text}";
                }

                documented = false;
            }
        }
    }

    private static bool IsPublicType(string line) => line.StartsWith("public ", StringComparison.Ordinal)
        && line.Split(' ').Any(w => w is "class" or "struct" or "interface" or "enum" or "record" or "delegate");
}
