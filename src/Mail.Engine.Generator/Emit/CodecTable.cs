using Mail.Engine.Generator.Diagnostics;
using Mail.Engine.Generator.Model;

namespace Mail.Engine.Generator.Emit;

/// <summary>The codecs that one generated class uses: shared instances by name, constructed ones as fields made once.</summary>
/// <param name="converters">Codecs of types that travel as surrogates.</param>
/// <param name="self">Inside a generic codec: its value type, whose codec is <c>this</c>.</param>
/// <param name="atRuntime">Asks the provider for codecs of type parameters, where no codec was handed in.</param>
internal sealed class CodecTable(Dictionary<string, string> converters, string? self, bool atRuntime)
{
    private readonly Dictionary<string, (string Field, string Type, string Value)> _fields = [];

    /// <summary>Members whose type has no codec, with the type's name.</summary>
    public List<DiagnosticInfo> Problems { get; } = [];

    public IEnumerable<(string Field, string Type, string Value)> Fields => _fields.Values;

    /// <summary>An expression that gives the codec; <paramref name="provider"/> is the expression of a codec provider in scope.</summary>
    public string Get(TypeRef type, string provider, string owner, LocationInfo location)
    {
        if (atRuntime && type.HasParameter)
        {
            return $"{provider}.GetCodec<{type.Name}>()";
        }

        var value = Expression(type, owner, location);
        if (type.Kind != CodecKind.Constructed || value == "this" || converters.ContainsKey(type.Name))
        {
            return value;
        }

        if (!_fields.TryGetValue(type.Name, out var field))
        {
            field = ($"_c{_fields.Count}", type.CodecType, value);
            _fields.Add(type.Name, field);
        }

        return field.Field;
    }

    private string Expression(TypeRef type, string owner, LocationInfo location)
    {
        if (type.Name == self)
        {
            return "this";
        }

        if (converters.TryGetValue(type.Name, out var converter))
        {
            return converter;
        }

        switch (type.Kind)
        {
            case CodecKind.Instance or CodecKind.Polymorphic:
                return type.Codec;
            case CodecKind.Parameter:
                return $"codec{type.Name}";
            case CodecKind.Constructed:
                return $"new {type.CodecType}({string.Join(", ", type.Arguments.Select(argument => Expression(argument, owner, location)))})";
            default:
                Problems.Add(new DiagnosticInfo(Rules.NoCodec.Id, location, new[] { owner, type.Name.Replace("global::", "") }.ToEquatable()));
                return $"default({KnownCodecs.Namespace}FieldCodec<{type.Name}>)";
        }
    }
}
