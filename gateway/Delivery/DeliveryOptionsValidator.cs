using Microsoft.Extensions.Options;

namespace Mail.Gateway.Delivery;

/// <summary>Checks <see cref="DeliveryOptions"/> at start.</summary>
public sealed class DeliveryOptionsValidator : IValidateOptions<DeliveryOptions>
{
    public ValidateOptionsResult Validate(string? name, DeliveryOptions options)
    {
        var errors = new List<string>();
        if (options.MaxOutstanding is < 1 or > 10_000_000)
        {
            errors.Add(FormattableString.Invariant($"Delivery:MaxOutstanding is {options.MaxOutstanding}; it must be 1 to 10,000,000."));
        }

        if (options.PlaceWait <= TimeSpan.Zero || options.PlaceWait > TimeSpan.FromMinutes(10))
        {
            errors.Add(FormattableString.Invariant($"Delivery:PlaceWait is {options.PlaceWait}; it must be above 0 and at most 10 minutes."));
        }

        if (options.FirstRetry <= TimeSpan.Zero || options.FirstRetry > options.LongestRetry)
        {
            errors.Add(FormattableString.Invariant(
                $"Delivery:FirstRetry is {options.FirstRetry}; it must be above 0 and at most Delivery:LongestRetry ({options.LongestRetry})."));
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
