using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Pipeline.Core.Configuration;

/// <summary>Binds a section to its options so that a mistake stops the start with a sentence, never passes in silence.</summary>
public static class CheckedOptions
{
    /// <summary>Registers <typeparamref name="T"/> from <paramref name="section"/>: unknown keys refused with their path and the
    /// nearest known key, ranges and cross-field rules checked when the host starts.</summary>
    public static IServiceCollection AddCheckedOptions<T>(this IServiceCollection services, IConfiguration root, string section)
        where T : class, ICheckedOptions, new()
    {
        services.AddSingleton<IValidateOptions<T>>(new Check<T>(root.GetSection(section)));
        services.AddOptions<T>().Configure(o => Bind(root.GetSection(section), o)).ValidateOnStart();
        services.AddSingleton(sp => sp.GetRequiredService<IOptions<T>>().Value);
        return services;
    }

    private static void Bind<T>(IConfigurationSection section, T options)
    {
        try
        {
            section.Bind(options);
        }
        catch (InvalidOperationException e)
        {
            string[] unreadable = [.. UnreadableValues.Find(section, typeof(T))];
            throw new OptionsValidationException(section.Path, typeof(T), unreadable.Length > 0 ? unreadable : [e.Message]);
        }
    }

    private sealed class Check<T>(IConfigurationSection section) : IValidateOptions<T>
        where T : class, ICheckedOptions
    {
        public ValidateOptionsResult Validate(string? name, T options)
        {
            string[] problems = [.. UnknownKeys.Find(section, typeof(T)), .. options.Problems()];
            return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
        }
    }
}
