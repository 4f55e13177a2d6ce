using Pipeline.Core.Channels;
using Pipeline.Core.Checkups;
using Pipeline.Host.Configuration;

namespace Pipeline.Host.Health;

/// <summary>The channels file as it is now on the disk.</summary>
public sealed class ChannelsCheckup(ChannelsOptions options) : ICheckup
{
    public string Area => "Channels";

    public Task<IReadOnlyList<Finding>> Look(CancellationToken ct)
    {
        try
        {
            var read = ChannelsFile.Load(options.File);
            return Found(Finding.Ok(Area, options.File, $"{read.All.Count} channels: {string.Join(", ", read.All.Select(c => c.Name))}."));
        }
        catch (ChannelsFileException e)
        {
            return Found([.. e.Problems.Select(p => Finding.Problem(Area, options.File, p, Repair))]);
        }
    }

    private string Repair => File.Exists(options.File)
        ? $"Edit {options.File}; a running worker takes it up within seconds and keeps the old channels until then. config/channels.example.json shows every key."
        : "Run `pipeline init --page LINK`, or copy config/channels.example.json.";

    private static Task<IReadOnlyList<Finding>> Found(params Finding[] findings) => Task.FromResult<IReadOnlyList<Finding>>(findings);
}
