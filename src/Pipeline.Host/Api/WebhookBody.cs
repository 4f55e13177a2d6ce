using System.Text.Json;
using Pipeline.Core.Intake;
using Pipeline.Core.Jobs;

namespace Pipeline.Host.Api;

/// <summary>Reads the webhook's body: new field names, old ones beside them, and every mistake named.</summary>
internal static class WebhookBody
{
    /// <summary>Fields of the contract that this version does not serve: refused, never ignored in silence.</summary>
    private static readonly string[] NotServed = ["callback_url", "force"];

    public static IntakeRequest? Read(JsonElement body, string? idempotencyKey, List<IntakeProblem> problems)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            problems.Add(new("body", "Input should be a JSON object", "model_attributes_type"));
            return null;
        }

        foreach (var field in NotServed.Where(f => body.TryGetProperty(f, out var v) && v.ValueKind != JsonValueKind.Null))
            problems.Add(new(field, $"'{field}' is not served by this version yet. Leave it out.", "not_supported"));

        var drive = Text(body, problems, "drive_file_id");
        var request = new IntakeRequest
        {
            DriveFileId = drive,
            FileName = Text(body, problems, "file_name"),
            VideoUrl = drive is null ? Text(body, problems, "video_url", "youtube_url") : null,
            NotionPageId = Text(body, problems, "notion_page_id", "discord_entry_id"),
            Channel = Text(body, problems, "channel_name", "channel") ?? (drive is null ? null : "drive-uploads"),
            ParentFolderId = Text(body, problems, "parent_drive_folder_id"),
            Language = Text(body, problems, "language"),
            Priority = Priority(body, problems),
            IdempotencyKey = string.IsNullOrWhiteSpace(idempotencyKey) ? null : idempotencyKey.Trim(),
            Origin = JobOrigin.Webhook,
        };
        if (drive is null && request.NotionPageId is null)
            problems.Add(new("notion_page_id", "Field required", "missing"));
        return request;
    }

    private static string? Text(JsonElement body, List<IntakeProblem> problems, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (!body.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) continue;
            if (value.ValueKind == JsonValueKind.String && Decoded(value) is { } text) return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
            problems.Add(new(name, "Input should be a valid string", "string_type"));
        }

        return null;
    }

    /// <summary>Null for half a character ("\ud83d"), which JSON allows and no text can hold.</summary>
    private static string? Decoded(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static int? Priority(JsonElement body, List<IntakeProblem> problems)
    {
        if (!body.TryGetProperty("priority", out var value) || value.ValueKind == JsonValueKind.Null) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)) return number;
        switch (value.ValueKind == JsonValueKind.String ? Decoded(value) : null)
        {
            case "low": return 5;
            case "normal": return 10;
            case "high": return 15;
        }

        problems.Add(new("priority", "priority is low, normal, high or a number from 0 to 20."));
        return null;
    }
}
