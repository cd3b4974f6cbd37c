using Mail.Engine.Generator.Model;
using Microsoft.CodeAnalysis.CSharp;

namespace Mail.Engine.Generator.Emit;

/// <summary>The wire name of a grain interface, a constant, or for a closed generic one made of its arguments once.</summary>
internal static class InterfaceNames
{
    public const string Member = "InterfaceId";

    public static string Declare(GrainInterface type)
    {
        var name = SymbolDisplay.FormatLiteral(type.WireName, quote: true);
        return type.TypeParameters.Count == 0
            ? $"public const string {Member} = {name};"
            : $"public static readonly string {Member} = {name} + \"[\" + {string.Join(" + \",\" + ", type.TypeParameters.Select(parameter => $"typeof({parameter})"))} + \"]\";";
    }
}
