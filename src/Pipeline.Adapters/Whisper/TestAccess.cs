using System.Runtime.CompilerServices;

// Start lines, form fields and the reading of answers are tested as data, without a process.
[assembly: InternalsVisibleTo("Pipeline.Tests")]
