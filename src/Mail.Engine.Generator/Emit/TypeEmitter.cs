using Mail.Engine.Generator.Model;

namespace Mail.Engine.Generator.Emit;

/// <summary>Writes the codec of a [GenerateSerializer] class or struct.</summary>
internal sealed class TypeEmitter(SerializableType type, CodecTable codecs)
{
    private const string Buffers = "global::Orleans.Serialization.Buffers";
    private const string Accessor = "[global::System.Runtime.CompilerServices.UnsafeAccessor(global::System.Runtime.CompilerServices.UnsafeAccessorKind.";
    private readonly bool _isStruct = type.Shape == TypeShape.Struct;
    private readonly bool _isGeneric = type.TypeParameters.Count > 0;

    private string Ref => _isStruct ? "ref " : "";

    private string ConstructorName => type.CodecName;

    public string Emit()
    {
        // Bodies first: they find out which codecs are needed.
        var body = new SourceText();
        Body(body);
        var text = new SourceText();
        text.Open($"namespace {type.CodecNamespace}");
        text.Line("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]");
        text.Open($"{type.Visibility} sealed class {type.CodecName}{type.Parameters} : {KnownCodecs.Namespace}{(_isStruct ? "Struct" : "Class")}Codec<{type.Name}>{type.Constraints}");
        Head(text);
        text.Lines(body.ToString().Split('\n').Skip(5).Select(line => line.TrimEnd()));
        return text.Close().Close().ToString();
    }

    private void Head(SourceText text)
    {
        var modifier = _isGeneric ? "private readonly" : "private static readonly";
        if (!_isGeneric)
        {
            text.Line($"public static readonly {type.CodecName} Instance = new();");
            text.Lines(codecs.Fields.Select(field => $"{modifier} {field.Type} {field.Field} = {field.Value};"));
            return;
        }

        text.Lines(type.TypeParameters.Select(parameter => $"private readonly {KnownCodecs.Namespace}FieldCodec<{parameter}> codec{parameter};"));
        text.Lines(codecs.Fields.Select(field => $"{modifier} {field.Type} {field.Field};"));
        text.Line();
        text.Open($"public {ConstructorName}({string.Join(", ", type.TypeParameters.Select(parameter => $"{KnownCodecs.Namespace}FieldCodec<{parameter}> codec{parameter}"))})");
        text.Lines(type.TypeParameters.Select(parameter => $"this.codec{parameter} = codec{parameter};"));
        text.Lines(codecs.Fields.Select(field => $"{field.Field} = {field.Value};"));
        text.Close();
    }

    private void Body(SourceText text)
    {
        Immutable(text);
        Create(text);
        Write(text);
        Read(text);
        Copy(text);
        foreach (var member in type.Members.Where(member => !member.ReadDirect || !member.WriteDirect))
        {
            text.Line();
            text.Line($"{Accessor}Field, Name = \"{member.AccessorField}\")]");
            text.Line($"private static extern ref {member.Type.Name} Field_{member.Name}({Ref}{type.Name} value);");
        }
    }

    private void Immutable(SourceText text)
    {
        if (type.Immutable)
        {
            var conditions = type.TypeParameters.Select(parameter => $"codec{parameter}.IsImmutable").DefaultIfEmpty("true");
            text.Line();
            text.Line($"public override bool IsImmutable => {string.Join(" && ", conditions)};");
        }
    }

    private void Create(SourceText text)
    {
        var expression = type.Creation switch
        {
            Creation.New => $"new {type.Name}()",
            Creation.ConstructorAccessor => "New()",
            Creation.Uninitialized => $"({type.Name})global::System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(typeof({type.Name}))",
            Creation.Abstract => "throw new global::System.InvalidOperationException()",
            _ => null,
        };
        if (expression is not null)
        {
            text.Line();
            text.Line($"protected override {type.Name} Create() => {expression};");
        }

        if (type.Creation == Creation.ConstructorAccessor)
        {
            text.Line();
            text.Line($"{Accessor}Constructor)]");
            text.Line($"private static extern {type.Name} New();");
        }
    }

    private void Write(SourceText text)
    {
        text.Line();
        text.Open($"public override void WriteMembers(ref {Buffers}.Writer writer, {Ref}{type.Name} value)");
        if (type.BaseLevel == BaseLevel.Exception)
        {
            text.Line($"{KnownCodecs.Namespace}ExceptionMembers.Write(ref writer, value);").Line("writer.EndBaseFields();");
        }
        else if (type.Base is { } level)
        {
            text.Line($"{BaseCodec(level)}.WriteMembers(ref writer, value);").Line("writer.EndBaseFields();");
        }

        foreach (var member in type.Members)
        {
            text.Line($"{Codec(member, "writer.Codecs")}.WriteField(ref writer, {member.Id}, {Get(member, "value")});");
        }

        text.Close();
    }

    private void Read(SourceText text)
    {
        text.Line();
        text.Open($"public override void ReadMembers(ref {Buffers}.Reader reader, {Ref}{type.Name} value{(_isStruct ? "" : ", bool isBase")})");
        if (type.BaseLevel == BaseLevel.Exception)
        {
            text.Line($"{KnownCodecs.Namespace}ExceptionMembers.Read(ref reader, value, true);");
        }
        else if (type.Base is { } level)
        {
            text.Line($"{BaseCodec(level)}.ReadMembers(ref reader, value, true);");
        }

        var condition = _isStruct
            ? "reader.TryReadField(out var id, out var type)"
            : "isBase ? reader.TryReadBaseField(out var id, out var type) : reader.TryReadField(out id, out type)";
        text.Open($"while ({condition})").Open("switch (id)");
        foreach (var member in type.Members)
        {
            text.Line($"case {member.Id}: {Set(member, "value", $"{Codec(member, "reader.Codecs")}.ReadValue(ref reader, type)")}; break;");
        }

        text.Line("default: reader.Skip(type); break;").Close().Close().Close();
    }

    private void Copy(SourceText text)
    {
        text.Line();
        text.Open(_isStruct
            ? $"public override void CopyMembers(ref {type.Name} value, ref {KnownCodecs.Namespace}CopyScope scope)"
            : $"public override void CopyMembers({type.Name} source, {type.Name} target, ref {KnownCodecs.Namespace}CopyScope scope)");
        if (type.Base is { } level)
        {
            text.Line($"{BaseCodec(level)}.CopyMembers(source, target, ref scope);");
        }

        foreach (var member in type.Members)
        {
            var (source, target) = _isStruct ? ("value", "value") : ("source", "target");
            if (!member.Immutable)
            {
                text.Line($"{Set(member, target, $"{Codec(member, "scope.Codecs")}.Copy({Get(member, source)}, ref scope)")};");
            }
            else if (!_isStruct)
            {
                text.Line($"{Set(member, target, Get(member, source))};");
            }
        }

        text.Close();
    }

    private string BaseCodec(TypeRef level) => codecs.Get(level, "", type.Name, type.Members.Select(member => member.Location).FirstOrDefault() ?? new("", default, default));

    private string Codec(Member member, string provider) => codecs.Get(member.Type, provider, $"{type.Name.Replace("global::", "")}.{member.Name}", member.Location);

    private string Get(Member member, string value) => member.ReadDirect ? $"{value}.@{member.Name}" : $"Field_{member.Name}({Ref}{value})";

    private string Set(Member member, string value, string content) =>
        $"{(member.WriteDirect ? $"{value}.@{member.Name}" : $"Field_{member.Name}({Ref}{value})")} = {content}";
}
