using System.Text;
using Mail.Engine.Generator.Model;
using Microsoft.CodeAnalysis.CSharp;

namespace Mail.Engine.Generator.Emit;

/// <summary>Writes the class that registers everything with the host.</summary>
internal static class ManifestEmitter
{
    private const string Configuration = "global::Orleans.Serialization.Configuration";

    public static string Emit(Manifest manifest)
    {
        var ns = $"OrleansCodeGen.Assembly_{Identifier(manifest.Assembly)}";
        var text = new SourceText();
        text.Line($"[assembly: {Configuration}.TypeManifestProvider(typeof(global::{ns}.TypeManifest))]");
        text.Open($"namespace {ns}");
        text.Line("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]");
        text.Open($"public sealed class TypeManifest : {Configuration}.TypeManifestProviderBase");
        text.Open($"protected override void ConfigureInner({Configuration}.TypeManifestOptions config)");
        text.Lines(manifest.Types.Select(Register));
        text.Lines(manifest.Converters.Select(converter =>
            $"config.AddCodec(global::{converter.CodeNamespace}.{converter.HolderName}.Instance, {Literal(converter.WireName)});"));
        text.Lines(manifest.Interfaces.Where(type => type.TypeParameters.Count == 0).SelectMany(Register));
        text.Lines(manifest.Closed.SelectMany(Register));
        text.Lines(manifest.Grains.Select(grain => $"config.InterfaceImplementations.Add(typeof({grain.OpenName}));"));
        return text.Close().Close().Close().ToString();
    }

    private static string Register(SerializableType type)
    {
        var codec = $"global::{type.CodecNamespace}.{type.CodecName}";
        if (type.Shape == TypeShape.Enum)
        {
            return $"config.AddCodec({KnownCodecs.Namespace}EnumCodec<{type.Name}>.Instance, {Literal(type.WireName)});";
        }

        return type.TypeParameters.Count == 0
            ? $"config.AddCodec({codec}.Instance, {Literal(type.WireName)});"
            : $"config.AddGenericCodec(typeof({type.OpenName}), typeof({codec}<{new string(',', type.TypeParameters.Count - 1)}>), {Literal(type.WireName)});";
    }

    private static IEnumerable<string> Register(GrainInterface type)
    {
        var proxy = $"global::{type.CodeNamespace}.Proxy_{type.SimpleName}";
        yield return $"config.AddInterface(new {Configuration}.InterfaceRegistration(typeof({type.Name}), {proxy}.{InterfaceNames.Member}, static (shared, key) => new {proxy}(shared, key)) {{ Version = {type.Version} }});";
        foreach (var method in type.Methods)
        {
            yield return $"config.AddInvokable({proxy}.{InterfaceNames.Member}, {Literal(method.Id)}, static () => new {method.Invokable}());";
        }
    }

    private static IEnumerable<string> Register(ClosedInterface type)
    {
        yield return $"config.AddInterface(new {Configuration}.InterfaceRegistration(typeof({type.Name}), {type.Proxy}.{InterfaceNames.Member}, static (shared, key) => new {type.Proxy}(shared, key)));";
        foreach (var invokable in type.Invokables)
        {
            yield return $"config.AddInvokable({type.Proxy}.{InterfaceNames.Member}, {Literal(invokable.Id)}, static () => new {invokable.Type}());";
        }
    }

    private static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    private static string Identifier(string name)
    {
        var text = new StringBuilder();
        foreach (var letter in name)
        {
            text.Append(char.IsLetterOrDigit(letter) ? letter : '_');
        }

        return text.ToString();
    }
}

/// <summary>All that an assembly registers.</summary>
internal sealed record Manifest(
    string Assembly,
    EquatableArray<SerializableType> Types,
    EquatableArray<Converter> Converters,
    EquatableArray<GrainInterface> Interfaces,
    EquatableArray<ClosedInterface> Closed,
    EquatableArray<GrainClass> Grains);
