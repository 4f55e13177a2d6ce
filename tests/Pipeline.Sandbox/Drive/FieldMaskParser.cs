namespace Pipeline.Sandbox.Drive;

/// <summary>Reads a field mask: list := path ("," path)*; path := name ("/" name)* ["(" list ")"].</summary>
internal sealed class FieldMaskParser(string text)
{
    private int _at;

    public FieldMask Parse()
    {
        var mask = new FieldMask();
        List(mask);
        return _at == text.Length ? mask : throw Bad();
    }

    private void List(FieldMask into)
    {
        do
        {
            Path(into);
        }
        while (Take(','));
    }

    private void Path(FieldMask into)
    {
        var field = into.Child(Name());
        while (Take('/'))
        {
            field = field.Child(Name());
        }

        if (Take('('))
        {
            List(field);
            if (!Take(')'))
            {
                throw Bad();
            }
        }
    }

    private string Name()
    {
        SkipSpace();
        var start = _at;
        while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] is '*' or '_' or '-'))
        {
            _at++;
        }

        return _at > start ? text[start.._at] : throw Bad();
    }

    private bool Take(char expected)
    {
        SkipSpace();
        var there = _at < text.Length && text[_at] == expected;
        _at += there ? 1 : 0;
        return there;
    }

    private void SkipSpace()
    {
        while (_at < text.Length && text[_at] == ' ')
        {
            _at++;
        }
    }

    private DriveRefusal Bad() => DriveRefusal.InvalidParameter($"Invalid field selection {text}", "fields");
}
