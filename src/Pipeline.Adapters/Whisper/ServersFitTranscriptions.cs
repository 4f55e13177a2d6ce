using Microsoft.Extensions.Options;
using Pipeline.Core.Running;

namespace Pipeline.Adapters.Whisper;

/// <summary>More engines than videos at work would only look like speed.</summary>
internal sealed class ServersFitTranscriptions(WorkerOptions worker) : IValidateOptions<WhisperOptions>
{
    public ValidateOptionsResult Validate(string? name, WhisperOptions options) => options.Servers <= worker.MaxTranscriptions
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail(
            $"Whisper:Servers is {options.Servers}, but only Worker:MaxTranscriptions = {worker.MaxTranscriptions} videos are transcribed at once. Raise that, or leave Whisper:Servers at 0.");
}
