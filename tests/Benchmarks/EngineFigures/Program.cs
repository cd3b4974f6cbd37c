using System.Diagnostics;
using System.Globalization;
using EngineFigures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Hosting;

// Usage: EngineFigures [SECONDS per case, 3]. Only Orleans' public API is used, so that the same program measures either engine.
var seconds = args.Length > 0 ? double.Parse(args[0], CultureInfo.InvariantCulture) : 3;
var time = TimeSpan.FromSeconds(seconds);
var started = Process.GetCurrentProcess().StartTime.ToUniversalTime();

var builder = Host.CreateApplicationBuilder();
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.UseOrleans(silo => silo.UseLocalhostClustering());
using var host = builder.Build();
await host.StartAsync();
var grains = host.Services.GetRequiredService<IGrainFactory>();
var first = await grains.GetGrain<IEchoGrain>(0).Next(41);
var toFirst = (DateTime.UtcNow - started).TotalSeconds;

var own = Enumerable.Range(0, 64).Select(i => grains.GetGrain<IEchoGrain>(i)).ToArray();
var hot = grains.GetGrain<IEchoGrain>(1000);
Figures[] all =
[
    await Figures.Measure("in-silo call, 1 caller", "28k-264k/s, p50 2.7-8.6 µs, 1,580 B, 3.4-16 CPU µs", 1, time, (_, i) => hot.Next(i)),
    await Figures.Measure("in-silo, 64 callers on 64 grains", "85k-650k/s, 720 B, 1.7-2.9 CPU µs", 64, time, (caller, i) => own[caller].Next(i)),
    await Figures.Measure("in-silo, 64 callers on one hot grain", "65k-365k/s", 64, time, (_, i) => hot.Next(i)),
    await Figures.Measure("1 caller, callee yields once", "not measured", 1, time, (_, i) => hot.NextLater(i)),
    await Figures.Measure("64 callers, 64 grains that yield once", "not measured", 64, time, (caller, i) => own[caller].NextLater(i)),
];
await host.StopAsync();

foreach (var f in all)
{
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{f.Case,-38} {f.CallsPerSecond,10:N0}/s  p50 {f.P50:F2} µs  p99 {f.P99:F1} µs  {f.BytesPerCall:N0} B  {f.CpuPerCall:F2} CPU µs  wrong {f.Wrong}   [Orleans: {f.Orleans}]"));
}

Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"process start to first grain call",-38} {toFirst:F2} s   [Orleans: 1.2-1.45 s]"));

var wrong = all.Sum(f => f.Wrong) + (first == 42 ? 0 : 1);
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"p50={all[0].P50:F2} wrong={wrong}"));
return wrong == 0 ? 0 : 1;
