using Microsoft.Extensions.Logging;

namespace Pipeline.Adapters.Models;

internal static partial class ModelsLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Downloading the speech model {Model} from {Address}")]
    public static partial void ModelDownloading(this ILogger log, string model, Uri address);

    [LoggerMessage(Level = LogLevel.Information, Message = "Speech model {Model} is whole and checked: {Path}")]
    public static partial void ModelReady(this ILogger log, string model, string path);
}
