package org.lumoauth.oauth.idjag;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.lumoauth.api.outbound.WebUrlParser;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** What a tenant can set of ID-JAGs. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=id-jag"})
public final class IdJagSettings implements SettingsSchema {

  /** The section's name. */
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
            "Issuers of the authorization servers that clients can get grants for."),
        new SettingDefinition(
            CLIENTS,
            SettingType.STRINGS,
            List.of(),
            false,
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            "As which client each of these servers signs people in here: its issuer, a space and"
                + " the client's id. A grant names people as the client's ID tokens do."),
        new SettingDefinition(
            LIFETIME,
            SettingType.INTEGER,
            300L,
            false,
            Set.of(),
            Optional.of(30L),
            Optional.of(600L),
            "How many seconds a grant can be redeemed."),
        new SettingDefinition(
            MAX_ACTORS,
            SettingType.INTEGER,
            3L,
            false,
            Set.of(),
            Optional.of(0L),
            Optional.of(8L),
            "How many may act one for the other in a grant that is taken; 0 takes none."));
  }

  @Override
  public Optional<String> findProblem(String setting, Object value) {
    if (setting.equals(AUDIENCES)) {
      return value instanceof List<?> issuers
              && !issuers.stream().allMatch(issuer -> issuer(String.valueOf(issuer)))
          ? Optional.of("audiences are issuers, as https://as.example.com.")
          : Optional.empty();
    }
    return setting.equals(CLIENTS)
            && value instanceof List<?> lines
            && !lines.stream().allMatch(line -> pair(String.valueOf(line)))
        ? Optional.of("audienceClients are issuers, each with a space and a client's id after it.")
        : Optional.empty();
  }

  private static boolean issuer(String text) {
    return WebUrlParser.parseIssuer(text).isPresent();
  }

  private static boolean pair(String line) {
    return PAIR.matcher(line).matches() && issuer(line.substring(0, line.indexOf(' ')));
  }

  /** The client as which a server signs people in here, by its id. */
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

  /** The authorization servers that clients can get grants for, by their issuers. */
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
