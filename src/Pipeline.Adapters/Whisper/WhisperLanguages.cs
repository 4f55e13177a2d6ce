using System.Collections.Frozen;

namespace Pipeline.Adapters.Whisper;

/// <summary>The 100 languages of Whisper. whisper.cpp and OpenAI answer with the English name, speaches with the code; requests
/// take the code. (Table: g_lang of whisper.cpp 1.9.1.)</summary>
public static class WhisperLanguages
{
    private const string Table =
        "en=english;zh=chinese;de=german;es=spanish;ru=russian;ko=korean;fr=french;ja=japanese;pt=portuguese;tr=turkish;" +
        "pl=polish;ca=catalan;nl=dutch;ar=arabic;sv=swedish;it=italian;id=indonesian;hi=hindi;fi=finnish;vi=vietnamese;" +
        "he=hebrew;uk=ukrainian;el=greek;ms=malay;cs=czech;ro=romanian;da=danish;hu=hungarian;ta=tamil;no=norwegian;th=thai;" +
        "ur=urdu;hr=croatian;bg=bulgarian;lt=lithuanian;la=latin;mi=maori;ml=malayalam;cy=welsh;sk=slovak;te=telugu;fa=persian;" +
        "lv=latvian;bn=bengali;sr=serbian;az=azerbaijani;sl=slovenian;kn=kannada;et=estonian;mk=macedonian;br=breton;eu=basque;" +
        "is=icelandic;hy=armenian;ne=nepali;mn=mongolian;bs=bosnian;kk=kazakh;sq=albanian;sw=swahili;gl=galician;mr=marathi;" +
        "pa=punjabi;si=sinhala;km=khmer;sn=shona;yo=yoruba;so=somali;af=afrikaans;oc=occitan;ka=georgian;be=belarusian;" +
        "tg=tajik;sd=sindhi;gu=gujarati;am=amharic;yi=yiddish;lo=lao;uz=uzbek;fo=faroese;ht=haitian creole;ps=pashto;" +
        "tk=turkmen;nn=nynorsk;mt=maltese;sa=sanskrit;lb=luxembourgish;my=myanmar;bo=tibetan;tl=tagalog;mg=malagasy;" +
        "as=assamese;tt=tatar;haw=hawaiian;ln=lingala;ha=hausa;ba=bashkir;jw=javanese;su=sundanese;yue=cantonese";

    private static readonly FrozenDictionary<string, string> NameByCode =
        Table.Split(';').Select(e => e.Split('=')).ToFrozenDictionary(e => e[0], e => e[1], StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> CodeByName =
        NameByCode.ToFrozenDictionary(e => e.Value, e => e.Key, StringComparer.OrdinalIgnoreCase);

    /// <summary>Code of an English name or of a code (a region such as <c>pt-BR</c> is dropped); null for anything else.</summary>
    public static string? CodeOf(string language)
    {
        var wanted = language.Trim();
        if (CodeByName.TryGetValue(wanted, out var code)) return code;
        wanted = wanted.Split('-', '_')[0].ToLowerInvariant();
        return NameByCode.ContainsKey(wanted) ? wanted : null;
    }

    /// <summary>English name, lower case; null for a code that Whisper does not know.</summary>
    public static string? NameOf(string code) => NameByCode.GetValueOrDefault(code);
}
