using Pipeline.Core.Media;

namespace Pipeline.Host.Cli;

/// <summary>The folder of a transcription, made and tried before the listening: who hears only afterwards that nothing can be written has waited
/// for nothing. Folders that it made and that stayed empty go again.</summary>
internal sealed class OutputFolder : IDisposable
{
    private readonly List<string> _made = [];

    /// <param name="problems">One sentence for each file that could not be written.</param>
    public static OutputFolder Open(TranscribeRequest request, List<string> problems)
    {
        var folder = new OutputFolder();
        if (request.Output is not { } path) return folder;
        if (Upwards(path).FirstOrDefault(File.Exists) is { } file) problems.Add($"-o {path}: {file} is a file. Name a folder; each transcript becomes a file in it.");
        else if (Failure(() => folder.Make(path)) is { } reason) problems.Add($"-o {path}: {NotAFolder(reason)}");
        // What a link's video is called nobody knows yet; whether files can be made there, any name tells.
        else problems.AddRange(request.Names.DefaultIfEmpty($".pipeline-{Environment.ProcessId}").Select(name => Problem(request, path, name)).OfType<string>().Distinct());
        return folder;
    }

    /// <summary>What the file system says against it, without a full stop; null: it is done.</summary>
    public static string? Failure(Action act)
    {
        try
        {
            act();
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message.TrimEnd('.');
        }
    }

    public void Dispose()
    {
        foreach (var folder in _made) _ = Failure(() => Directory.Delete(folder));
    }

    private static string NotAFolder(string reason) => $"nothing can be written there ({reason}). Name another folder with -o, or give yourself the right to write into this one.";

    private void Make(string path)
    {
        _made.AddRange(Upwards(path).TakeWhile(p => !Directory.Exists(p)));
        Directory.CreateDirectory(path);
    }

    private static IEnumerable<string> Upwards(string path)
    {
        for (var at = path; at is not null; at = Path.GetDirectoryName(at)) yield return at;
    }

    /// <summary>Tries the very name that is written first; it was there before: it stays.</summary>
    private static string? Problem(TranscribeRequest request, string folder, string name)
    {
        var path = Path.Combine(folder, name);
        if (Directory.Exists(path)) return $"{path} is a folder, so no transcript can get this name. Rename it, or name another folder with -o.";
        var (part, isOurs) = (WholeFile.PartOf(path), false);
        try
        {
            isOurs = !File.Exists(part);
            using (new FileStream(part, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite))
                return IsSource(request, name) ? $"{path} is the recording itself, and its transcript would take its place. Leave that format out (--format), or name another folder with -o." : null;
        }
        catch (PathTooLongException)
        {
            return $"{Path.GetFileName(request.File)}: the name is too long for those of the transcripts. Give the recording a shorter one.";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"-o {folder}: {NotAFolder(e.Message.TrimEnd('.'))}";
        }
        finally
        {
            if (isOurs) _ = Failure(() => File.Delete(part));
        }
    }

    /// <summary>The file just made is to be seen beside the recording as well: so it is the same folder, whatever links lead there.</summary>
    private static bool IsSource(TranscribeRequest request, string name) => request.File is { } file
        && new[] { Path.GetFullPath(file), File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName }.OfType<string>().Any(f => Path.GetFileName(f) == name && File.Exists(WholeFile.PartOf(f)));
}
