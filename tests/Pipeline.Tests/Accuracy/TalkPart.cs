namespace Pipeline.Tests.Accuracy;

/// <summary>One recording in a talk; seconds.</summary>
public sealed record TalkPart(double Start, double End, string Text);
