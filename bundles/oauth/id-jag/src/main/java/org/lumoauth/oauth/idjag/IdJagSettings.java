package org.lumoauth.oauth.idjag;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.lumoauth.api.outbound.WebUrlParser;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** Defines the tenant settings for ID-JAGs. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=id-jag"})
public final class IdJagSettings implements TenantSettingsSection {

  /** The name of the settings section. */
  public static final String SECTION = "id-jag";

  private static final String AUDIENCES = "audiences";
  private static final String CLIENTS = "audienceClients";
  private static final String LIFETIME = "lifetimeSeconds";
  private static final String MAX_ACTORS = "maxActors";
  private static final Pattern PAIR = Pattern.compile("\\S+ \\S+");

  @Override
  public String requiredPermission(String setting) {
    return "clients.write";
  }

  @Override
  public List<SettingDefinition> settings() {
    return List.of(
        new SettingDefinition(
            AUDIENCES,
            SettingType.STRINGS,
            List.of(),
            false,
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            "The issuers of the authorization servers that clients can get grants for."),
        new SettingDefinition(
            CLIENTS,
            SettingType.STRINGS,
            List.of(),
            false,
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            "The client with which each of these servers signs users in: the issuer, a "
                + "space and"
                + " the client ID. A grant uses the subject identifiers of that client."),
        new SettingDefinition(
            LIFETIME,
            SettingType.INTEGER,
            300L,
            false,
            Set.of(),
            Optional.of(30L),
            Optional.of(600L),
            "The lifetime of a grant in seconds."),
        new SettingDefinition(
            MAX_ACTORS,
            SettingType.INTEGER,
            3L,
            false,
            Set.of(),
            Optional.of(0L),
            Optional.of(8L),
            "The maximum number of actors in an accepted grant; with 0, grants with "
                + "actors are refused."));
  }

  @Override
  public Optional<String> findProblem(String setting, Object value) {
    if (setting.equals(AUDIENCES)) {
      return value instanceof List<?> issuers
              && !issuers.stream().allMatch(issuer -> issuer(String.valueOf(issuer)))
          ? Optional.of("`audiences` must contain issuer URLs such as https://as.example.com.")
          : Optional.empty();
    }
    return setting.equals(CLIENTS)
            && value instanceof List<?> lines
            && !lines.stream().allMatch(line -> pair(String.valueOf(line)))
        ? Optional.of(
            "Each item of `audienceClients` must be an issuer URL, a space and a " + "client ID.")
        : Optional.empty();
  }

  private static boolean issuer(String text) {
    return WebUrlParser.parseIssuer(text).isPresent();
  }

  private static boolean pair(String line) {
    return PAIR.matcher(line).matches() && issuer(line.substring(0, line.indexOf(' ')));
  }

  /** Returns the client ID with which a server signs users in. */
  static Optional<String> clientOf(SettingsStore settings, TenantContext tenant, String audience) {
    String prefix = audience + " ";
    return settings.read(tenant, SECTION).get(CLIENTS) instanceof List<?> lines
        ? lines.stream()
            .map(String::valueOf)
            .filter(line -> line.startsWith(prefix))
            .map(line -> line.substring(prefix.length()))
            .findFirst()
        : Optional.empty();
  }

  /** Returns the issuers of the authorization servers that clients can get grants for. */
  static Set<String> audiences(SettingsStore settings, TenantContext tenant) {
    return settings.read(tenant, SECTION).get(AUDIENCES) instanceof List<?> issuers
        ? issuers.stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet())
        : Set.of();
  }

  static long lifetimeSeconds(SettingsStore settings, TenantContext tenant) {
    return ((Number) settings.read(tenant, SECTION).get(LIFETIME)).longValue();
  }

  static int maxActors(SettingsStore settings, TenantContext tenant) {
    return ((Number) settings.read(tenant, SECTION).get(MAX_ACTORS)).intValue();
  }
}
