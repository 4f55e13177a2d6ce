using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Pipeline.Sandbox.Media;

/// <summary>A site that has picture and sound apart: a DASH manifest that names one whole file of each, as the big video sites do.</summary>
internal static class MediaDash
{
    public const string ContentType = "application/dash+xml";

    private static readonly XNamespace Mpd = "urn:mpeg:dash:schema:mpd:2011";

    /// <summary>Its own query goes on to the sound's file; the picture's has none.</summary>
    public static IResult Manifest(HttpContext context, MediaSite site, string clip, string sound)
    {
        if (MediaClip.Find(clip) is not { HasSound: true } known || MediaFormat.Find(sound, false) is not { HasVideo: false } format)
        {
            return Results.NotFound();
        }

        var request = context.Request;
        site.Count(request.Path, request.Headers.Range.ToString());
        string File(string extension, QueryString query) => $"{request.Scheme}://{request.Host}/media/file/{clip}.{extension}{query}";
        var manifest = new XElement(
            Mpd + "MPD",
            new XAttribute("profiles", "urn:mpeg:dash:profile:isoff-on-demand:2011"),
            new XAttribute("type", "static"),
            new XAttribute("mediaPresentationDuration", XmlConvert.ToString(known.Length)),
            new XElement(
                Mpd + "Period",
                Representation("picture", MediaFormat.M4v.ContentType, "avc1.64000c", known.VideoRate, File(MediaFormat.M4v.Name, QueryString.Empty),
                    new XAttribute("width", 320), new XAttribute("height", 180), new XAttribute("frameRate", 5)),
                Representation("sound", format.ContentType, sound == MediaFormat.M4a.Name ? "mp4a.40.2" : "opus", 96_000, File(sound, request.QueryString),
                    new XAttribute("audioSamplingRate", 48_000))));
        return Results.Text(manifest.ToString(), ContentType);
    }

    private static XElement Representation(string id, string type, string codecs, int rate, string file, params XAttribute[] more) => new(
        Mpd + "AdaptationSet",
        new XAttribute("mimeType", type),
        new XElement(
            Mpd + "Representation",
            new XAttribute("id", id),
            new XAttribute("codecs", codecs),
            new XAttribute("bandwidth", rate.ToString(CultureInfo.InvariantCulture)),
            more,
            new XElement(Mpd + "BaseURL", file)));
}
