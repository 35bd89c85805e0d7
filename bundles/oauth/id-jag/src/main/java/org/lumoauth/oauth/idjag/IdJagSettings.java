/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.idjag;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.settings.TypedSetting;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.support.encoding.WebUrlParser;
import org.osgi.service.component.annotations.Component;

/** Defines the tenant settings for ID-JAGs. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=id-jag"})
public final class IdJagSettings implements TenantSettingsSection {

  /** The name of the settings section. */
  public static final String SECTION = "id-jag";

  private static final Pattern PAIR = Pattern.compile("\\S+ \\S+");
  private static final SettingsSchema SCHEMA = new SettingsSchema(SECTION);

  /** The issuers of the authorization servers that clients can get grants for. */
  static final TypedSetting<Set<String>> AUDIENCES =
      lines(
          "audiences",
          "The issuers of the authorization servers that clients can get grants for.",
          lines -> lines.collect(Collectors.toUnmodifiableSet()));

  private static final TypedSetting<List<String>> CLIENTS =
      lines(
          "audienceClients",
          "The client with which each of these servers signs users in: the issuer, a "
              + "space and"
              + " the client ID. A grant uses the subject identifiers of that client.",
          Stream::toList);

  static final TypedSetting<Duration> LIFETIME =
      SCHEMA.seconds("lifetimeSeconds", 300, 30, 600, "The lifetime of a grant in seconds.");

  static final TypedSetting<Integer> MAX_ACTORS =
      SCHEMA.number(
          "maxActors",
          3,
          0,
          8,
          "The maximum number of actors in an accepted grant; with 0, grants with "
              + "actors are refused.");

  @Override
  public String requiredPermission(String setting) {
    return "clients.write";
  }

  @Override
  public List<SettingDefinition> settings() {
    return SCHEMA.definitions();
  }

  @Override
  public Optional<String> findProblem(String setting, Object value) {
    if (setting.equals(AUDIENCES.name())) {
      return value instanceof List<?> issuers
              && !issuers.stream().allMatch(issuer -> issuer(String.valueOf(issuer)))
          ? Optional.of("`audiences` must contain issuer URLs such as https://as.example.com.")
          : Optional.empty();
    }
    return setting.equals(CLIENTS.name())
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
    return CLIENTS.read(settings, tenant).stream()
        .filter(line -> line.startsWith(prefix))
        .map(line -> line.substring(prefix.length()))
        .findFirst();
  }

  /** Declares a list of texts without a limit on the number of items. */
  private static <T> TypedSetting<T> lines(
      String name, String description, Function<Stream<String>, T> reader) {
    return SCHEMA.declare(
        new SettingDefinition(
            name,
            SettingType.STRINGS,
            List.of(),
            false,
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            description),
        value -> reader.apply(((List<?>) value).stream().map(String::valueOf)));
  }
}
