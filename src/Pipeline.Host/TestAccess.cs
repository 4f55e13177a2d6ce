using System.Runtime.CompilerServices;

// Every sentence of the source is worded for the terminal in a test, without making it go wrong first.
[assembly: InternalsVisibleTo("Pipeline.Tests")]
