using System.Globalization;
using Pipeline.Core.Files;

namespace Pipeline.Tests.Files;

public sealed class ExclusiveMoveTests : IDisposable
{
    private const int Movers = 8;
    private readonly string _folder = Directory.CreateTempSubdirectory("exclusive-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Of_several_files_that_want_a_name_at_once_one_gets_it_and_the_others_stay()
    {
        for (var round = 0; round < 200; round++)
        {
            var (name, won) = (Path.Combine(_folder, $"name-{round}"), new bool[Movers]);
            for (var i = 0; i < Movers; i++) File.WriteAllText(Part(i), i.ToString(CultureInfo.InvariantCulture));
            using var start = new Barrier(Movers);
            var movers = Enumerable.Range(0, Movers).Select(i => new Thread(() =>
            {
                start.SignalAndWait();
                won[i] = ExclusiveMove.Try(Part(i), name);
            })).ToList();
            movers.ForEach(m => m.Start());
            movers.ForEach(m => m.Join());

            var winner = Assert.Single(Enumerable.Range(0, Movers), i => won[i]);
            Assert.Equal(winner.ToString(CultureInfo.InvariantCulture), File.ReadAllText(name));
            Assert.All(Enumerable.Range(0, Movers), i => Assert.Equal(i != winner, File.Exists(Part(i))));
        }
    }

    [Fact]
    public void A_folder_that_is_not_there_is_told() =>
        Assert.ThrowsAny<IOException>(() => ExclusiveMove.Try(Part(0), Path.Combine(_folder, "nowhere", "name")));

    private string Part(int mover) => Path.Combine(_folder, $"part-{mover}");
}
