using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.Drive;

/// <summary>Turns a fault into the class and the sentence that people read: media-and-drive.md §1.2, §1.6.</summary>
internal static class DriveFailure
{
    /// <param name="action">What was tried, such as "sending talk.mp4".</param>
    public static JobFailureException Of(DriveFault fault, string action, DriveAccount account)
    {
        var (@class, code, sentence) = fault.Reason switch
        {
            "storageQuotaExceeded" when account.OwnsNoStorage => ServiceAccountQuota(account),
            "storageQuotaExceeded" => (ErrorClass.Operator, "drive-storage-full",
                $"The Google Drive of {account.Name} is full. Ask whoever owns it to make room or to buy storage (or the operator to use another Drive), then set the row back."),
            "teamDriveFileLimitExceeded" => (ErrorClass.Operator, "drive-storage-full",
                "The shared drive holds as many files as Google allows. Ask the operator to remove some or to use another shared drive, then set the row back."),
            "numChildrenInNonRootLimitExceeded" => (ErrorClass.Operator, "drive-folder-full",
                "The Drive folder holds as many items as Google allows. Ask the operator to set Drive:RootFolderId or the channel's drive_folder to another one, then set the row back."),
            "dailyLimitExceeded" or "downloadQuotaExceeded" => (ErrorClass.NotYet, "drive-daily-limit",
                $"Google's daily limit is used up ({action}); it is free again in some hours."),
            "insufficientFilePermissions" or "insufficientParentPermissions" or "forbidden" or "appNotAuthorizedToFile" or "cannotAddParent"
                or "cannotDownloadFile" => (ErrorClass.Access, "drive-no-access",
                    $"Google refuses {action}: {account.Name} has no sufficient rights there. "
                    + "Share it with this account (Content manager or Editor), then set the row back."),
            "cannotDownloadAbusiveFile" => (ErrorClass.Permanent, "drive-abusive-file",
                "Google has marked this file as malware or spam and does not give it out. Put the link of another copy of the video there, then set the row back."),
            "domainPolicy" => (ErrorClass.Operator, "drive-domain-policy",
                "The policy of your Google Workspace forbids Drive for this app. Ask the operator to have its administrator allow it, then set the row back."),
            "accessNotConfigured" or "SERVICE_DISABLED" => (ErrorClass.Operator, "drive-api-disabled",
                "The Google Drive API is switched off in the Google Cloud project of the credentials. Ask the operator to enable it there, wait a few minutes, then set the row back."),
            _ => ByStatus(fault, action, account),
        };
        return new JobFailureException(@class, code, sentence, fault.ToString());
    }

    private static (ErrorClass Class, string Code, string Sentence) ByStatus(DriveFault fault, string action, DriveAccount account) => fault switch
    {
        { IsRateLimit: true } => (ErrorClass.Transient, "drive-rate-limit",
            $"Google Drive asks to go slower ({action}); uploads above 750 GB a day also end like this."),
        { IsRetryable: true } => (ErrorClass.Transient, "drive-unavailable",
            $"Google Drive did not do its part ({action}) after several tries."),
        { Status: 401 } => (ErrorClass.Operator, "drive-credentials",
            "Google Drive refuses the sign-in although the token is fresh. Ask the operator to check Drive:CredentialsFile and that its project may use the Drive API, then set the row back."),
        { Status: 404 } => (ErrorClass.Access, "drive-not-found",
            $"Google Drive does not find what {action} needs: the file or folder does not exist, or is not shared with {account.Name}. Check the link, or share it with this account, then set the row back."),
        { Status: 403 } => (ErrorClass.Access, "drive-no-access",
            $"Google refuses {action} for {account.Name}. Share the folder or file with this account, then set the row back."),
        _ => (ErrorClass.Permanent, "drive-refused", $"Google Drive refuses {action} and would again. Ask the operator to look at the reason in the details, then set the row back."),
    };

    /// <summary>n8n#26050, fastlane-plugin-google_drive#44: being Editor of a My Drive folder does not help, the creator owns the file.</summary>
    internal static string NoStorage(DriveAccount account) =>
        $"Service accounts own no storage in Google Drive, so {account.Name} cannot put files into a folder of My Drive, even one shared with it.";

    internal const string StorageRepair =
        "Use a folder in a shared drive where it is Content manager (Drive:RootFolderId), or act for a person (Drive:ImpersonateUser, "
        + "domain-wide delegation), or put an OAuth refresh token into Drive:CredentialsFile.";

    private static (ErrorClass Class, string Code, string Sentence) ServiceAccountQuota(DriveAccount account) => (
        ErrorClass.Operator, "drive-service-account-storage",
        $"{NoStorage(account)} Ask the operator to use a folder in a shared drive where it is Content manager (Drive:RootFolderId), or to act for a person "
        + "(Drive:ImpersonateUser, domain-wide delegation), or to put an OAuth refresh token into Drive:CredentialsFile, then set the row back.");
}
