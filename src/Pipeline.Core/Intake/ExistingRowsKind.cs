namespace Pipeline.Core.Intake;

/// <summary>Stored by name.</summary>
public enum ExistingRowsKind
{
    All,
    OnlyNew,
    Since,
}
