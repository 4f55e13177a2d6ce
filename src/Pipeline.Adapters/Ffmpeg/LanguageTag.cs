namespace Pipeline.Adapters.Ffmpeg;

/// <summary>Languages as MP4 names them: three letters (ISO 639-2/T).</summary>
internal static class LanguageTag
{
    private const string Unknown = "und";

    /// <summary>Those that Whisper knows, two letters and then three.</summary>
    private const string Known =
        "en eng zh zho de deu es spa ru rus ko kor fr fra ja jpn pt por tr tur pl pol ca cat nl nld ar ara sv swe it ita id ind hi hin fi fin vi vie he heb uk ukr "
        + "el ell ms msa cs ces ro ron da dan hu hun ta tam no nor th tha ur urd hr hrv bg bul lt lit la lat mi mri ml mal cy cym sk slk te tel fa fas lv lav bn ben "
        + "sr srp az aze sl slv kn kan et est mk mkd br bre eu eus is isl hy hye ne nep mn mon bs bos kk kaz sq sqi sw swa gl glg mr mar pa pan si sin km khm sn sna "
        + "yo yor so som af afr oc oci ka kat be bel tg tgk sd snd gu guj am amh yi yid lo lao uz uzb fo fao ht hat ps pus tk tuk nn nno mt mlt sa san lb ltz my mya "
        + "bo bod tl tgl mg mlg as asm tt tat ln lin ha hau ba bak jv jav jw jav su sun";

    private static readonly Dictionary<string, string> Tags = Known.Split(' ').Chunk(2).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    /// <param name="language">ISO 639-1, or three letters already (<c>haw</c>, <c>yue</c>).</param>
    public static string Of(string language) => language.Length == 3 ? language : Tags.GetValueOrDefault(language, Unknown);
}
