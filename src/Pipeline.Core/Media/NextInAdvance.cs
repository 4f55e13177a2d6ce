using System.Runtime.CompilerServices;

namespace Pipeline.Core.Media;

internal static class NextInAdvance
{
    /// <summary>The same items; each is made while the one before it is worked on. Ends the making when nobody asks any more.</summary>
    public static async IAsyncEnumerable<T> InAdvance<T>(this IAsyncEnumerable<T> source, [EnumeratorCancellation] CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await using var items = source.GetAsyncEnumerator(stop.Token);
        var next = items.MoveNextAsync().AsTask();
        try
        {
            while (await next)
            {
                var item = items.Current;
                next = Task.Run(() => items.MoveNextAsync().AsTask(), CancellationToken.None);
                yield return item;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
