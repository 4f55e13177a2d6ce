using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Checkups;
using Pipeline.Sandbox.Drive;
using Pipeline.Tests.Drive;

namespace Pipeline.Tests.Checkups;

/// <summary>The credential and the folders: broken, the line seen, repaired as it says, ✔ seen.</summary>
public sealed class DriveCheckupTests
{
    [Fact]
    public async Task A_shared_drive_and_a_service_account_are_well()
    {
        await using var rig = await DriveRig.Start();
        var report = await Look(rig);
        Assert.All(report.Findings, f => Assert.Equal(FindingLevel.Ok, f.Level));
        Assert.Contains(report.Findings, f => f.Sentence == $"{DriveSeed.ServiceAccountEmail} may add files (shared drive); used by Drive:RootFolderId.");
    }

    /// <summary>media-and-drive.md §1.2: this start-up check saves hours.</summary>
    [Fact]
    public async Task A_service_account_in_My_Drive_is_refused_with_the_exact_reason_and_a_refresh_token_repairs_it()
    {
        await using var rig = await DriveRig.Start();
        var finding = Problem(await Look(rig, DriveSeed.MyDriveFolderId));
        Assert.Equal(
            $"Service accounts own no storage in Google Drive, so {DriveSeed.ServiceAccountEmail} cannot put files into a folder of My Drive, even one shared with it.", finding.Sentence);
        Assert.Contains("shared drive where it is Content manager", finding.Repair, StringComparison.Ordinal);
        Assert.Contains("OAuth refresh token", finding.Repair, StringComparison.Ordinal);

        rig.SignIn(rig.RefreshTokenJson);
        Assert.Empty((await Look(rig, DriveSeed.MyDriveFolderId)).ToRepair);
    }

    [Fact]
    public async Task A_credential_that_is_none_that_is_missing_or_that_Google_refuses_is_said()
    {
        await using var rig = await DriveRig.Start();
        rig.SignIn("{}");
        Assert.Contains("is no usable Google credential", Problem(await Look(rig)).Sentence, StringComparison.Ordinal);
        File.Delete(rig.CredentialsFile);
        Assert.Contains("cannot be read", Problem(await Look(rig)).Sentence, StringComparison.Ordinal);
        rig.SignIn(rig.ServiceAccountJson);
        rig.Sandbox.Switches.InvalidGrant = true;
        var refused = Problem(await Look(rig));
        Assert.Contains("no longer accepts the service account's key", refused.Sentence, StringComparison.Ordinal);
        Assert.Contains("Drive:CredentialsFile", refused.Repair, StringComparison.Ordinal);
        rig.Sandbox.Switches.InvalidGrant = false;
        Assert.Empty((await Look(rig)).ToRepair);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_a_file_or_in_the_bin_is_said()
    {
        await using var rig = await DriveRig.Start();
        Assert.Contains("does not show the folder", Problem(await Look(rig, "1NoSuchFolder00000000000000000000")).Sentence, StringComparison.Ordinal);

        await using var bytes = new MemoryStream([1, 2, 3]);
        var file = await rig.Sandbox.AddFileAsync("a.txt", "text/plain", bytes, DriveSeed.FolderId);
        Assert.Contains("is a file, not a folder", Problem(await Look(rig, file.Id)).Sentence, StringComparison.Ordinal);

        await rig.Trash(DriveSeed.FolderId);
        Assert.Contains("in Drive's bin", Problem(await Look(rig)).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_of_a_shared_drive_that_the_account_may_only_look_into_is_said_with_the_role_that_repairs_it()
    {
        await using var rig = await DriveRig.Start();
        rig.Sandbox.Share(DriveSeed.FolderId, DriveSeed.ServiceAccountEmail, editor: false);
        var finding = Problem(await Look(rig));
        Assert.Equal(("folder \"Pipeline\"", $"{DriveSeed.ServiceAccountEmail} may look into the folder but not add files."), (finding.Subject, finding.Sentence));
        Assert.Equal($"In Drive open the folder, Share, and make {DriveSeed.ServiceAccountEmail} Content manager; or put another folder into Drive:RootFolderId.", finding.Repair);

        rig.Sandbox.Share(DriveSeed.FolderId, DriveSeed.ServiceAccountEmail, editor: true);
        Assert.Empty((await Look(rig)).ToRepair);
    }

    [Fact]
    public async Task A_colleagues_folder_that_a_person_may_only_look_into_needs_an_Editor()
    {
        await using var rig = await DriveRig.Start();
        rig.SignIn(rig.RefreshTokenJson);
        var folder = rig.Sandbox.AddFolder("Recordings", "colleague@example.com");
        rig.Sandbox.Share(folder, DriveSeed.UserEmail, editor: false);
        var repair = Problem(await Look(rig, folder)).Repair!;
        Assert.StartsWith("In Drive open the folder, Share, and make ", repair, StringComparison.Ordinal);
        Assert.EndsWith(" Editor; or put another folder into Drive:RootFolderId.", repair, StringComparison.Ordinal);

        rig.Sandbox.Share(folder, DriveSeed.UserEmail, editor: true);
        Assert.Empty((await Look(rig, folder)).ToRepair);
    }

    private static Task<CheckupReport> Look(DriveRig rig, string folder = DriveSeed.FolderId) =>
        rig.Services(("RootFolderId", folder)).GetRequiredService<Examination>().Run(fix: false, TestContext.Current.CancellationToken);

    private static Finding Problem(CheckupReport report)
    {
        var finding = Assert.Single(report.ToRepair);
        Assert.Equal(FindingLevel.Problem, finding.Level);
        Assert.NotEmpty(finding.Repair!);
        return finding;
    }
}
