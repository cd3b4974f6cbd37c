namespace Orleans.Configuration;

/// <summary>The silo's name.</summary>
public class SiloOptions
{
    /// <summary>A name for logs; drawn when not set.</summary>
    public string? SiloName { get; set; }
}
