namespace Orleans.Runtime;

/// <summary>This silo's names and addresses.</summary>
public interface ILocalSiloDetails
{
    string Name { get; }

    string ClusterId { get; }

    SiloAddress SiloAddress { get; }

    SiloAddress GatewayAddress { get; }
}
