using System.Runtime.CompilerServices;

// Width and clock of subtitles are tested apart from the files they end up in.
[assembly: InternalsVisibleTo("Pipeline.Tests")]
