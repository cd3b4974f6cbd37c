using Mail.Engine.Generator.Diagnostics;
using Mail.Engine.Generator.Model;

namespace Mail.Engine.Generator.Emit;

/// <summary>Writes the class that holds a converter's codec.</summary>
internal static class ConverterEmitter
{
    public static string Emit(Converter converter, Dictionary<string, string> converters, List<DiagnosticInfo> problems)
    {
        var codecs = new CodecTable(converters, self: null, atRuntime: false);
        var surrogate = codecs.Get(converter.Surrogate, "", converter.Type.Replace("global::", ""), converter.Location);
        problems.AddRange(codecs.Problems);
        var type = $"{KnownCodecs.Namespace}ConverterCodec<{converter.ValueType}, {converter.Surrogate.Name}>";
        var text = new SourceText();
        text.Line($"[assembly: global::Orleans.Serialization.Configuration.RegisteredConverter(typeof({converter.ValueType}), typeof(global::{converter.CodeNamespace}.{converter.HolderName}))]");
        text.Open($"namespace {converter.CodeNamespace}");
        text.Open($"{converter.Visibility} static class {converter.HolderName}");
        text.Lines(codecs.Fields.Select(field => $"private static readonly {field.Type} {field.Field} = {field.Value};"));
        text.Line($"public static readonly {type} Instance = new(new {converter.Type}(), {surrogate}, {(converter.Immutable ? "true" : "false")});");
        return text.Close().Close().ToString();
    }
}
