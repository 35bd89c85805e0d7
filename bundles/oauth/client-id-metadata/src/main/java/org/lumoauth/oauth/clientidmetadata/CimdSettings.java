/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientidmetadata;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.lumoauth.api.oauth.authorization.ScopeValueValidator;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.settings.TypedSetting;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** Defines whether a tenant accepts unregistered clients, and which ones. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=" + CimdSettings.SECTION})
public final class CimdSettings implements TenantSettingsSection {

  static final String SECTION = "cimd";
  static final String BLOCK = "block";

  /**
   * A domain name of letters, digits and hyphens (RFC 1123 section 2.1), as in the host of a URL.
   */
  private static final Pattern DOMAIN =
      Pattern.compile(
          "(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
              + "(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");

  private static final List<String> STANDARD =
      List.of("openid", "profile", "email", "address", "phone", "offline_access");

  private static final SettingsSchema SCHEMA = new SettingsSchema(SECTION);

  static final TypedSetting<Boolean> ENABLED =
      SCHEMA.flag(
          "enabled",
          false,
          "Whether clients are accepted that are identified by the URL of their "
              + "metadata document.");

  static final TypedSetting<Set<String>> DOMAINS =
      texts(
          "allowedDomains",
          List.of(),
          "The permitted domains of such clients, including subdomains; empty means "
              + "all domains.");

  static final TypedSetting<String> LOCALHOST =
      SCHEMA.choice(
          "localhostRedirectPolicy",
          "warn",
          Set.of("warn", BLOCK),
          "Whether redirect URIs may point to programs on the user's device, which "
              + "any program can impersonate.");

  static final TypedSetting<Set<String>> SCOPES =
      texts(
          "scopes",
          STANDARD,
          "The scopes that such clients can request. Administrative scopes are not "
              + "permitted.");

  /**
   * The client ID metadata policy of a tenant.
   *
   * @param enabled whether such clients are accepted
   * @param domains the permitted domains; empty means all
   * @param loopback whether such clients may use redirect URIs on the user's device
   * @param scopes the scopes that such clients may request
   */
  record CimdPolicy(boolean enabled, Set<String> domains, boolean loopback, Set<String> scopes) {

    /**
     * Returns whether documents of a host are accepted: the host must be a permitted domain or a
     * subdomain.
     */
    boolean allowsHost(String host) {
      String lower = host.toLowerCase(Locale.ROOT);
      return domains.isEmpty()
          || domains.stream()
              .map(domain -> domain.toLowerCase(Locale.ROOT))
              .anyMatch(domain -> lower.equals(domain) || lower.endsWith("." + domain));
    }
  }

  static CimdPolicy rules(SettingsStore settings, TenantContext tenant) {
    var values = settings.read(tenant, SECTION);
    return new CimdPolicy(
        ENABLED.from(values),
        DOMAINS.from(values),
        !BLOCK.equals(LOCALHOST.from(values)),
        SCOPES.from(values).stream()
            .filter(scope -> !CimdReservedScopes.contains(scope))
            .collect(Collectors.toUnmodifiableSet()));
  }

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
    if (setting.equals(DOMAINS.name())) {
      return texts(value).stream().allMatch(domain -> DOMAIN.matcher(domain).matches())
          ? Optional.empty()
          : Optional.of(
              "Each item must be a domain name such as example.com; subdomains are " + "included.");
    }
    if (!setting.equals(SCOPES.name())) {
      return Optional.empty();
    }
    if (!texts(value).stream().allMatch(ScopeValueValidator::isValid)) {
      return Optional.of("Each item must be a single scope without spaces (RFC 6749 section 3.3).");
    }
    return texts(value).stream().anyMatch(CimdReservedScopes::contains)
        ? Optional.of("Administrative scopes are not available to unregistered clients.")
        : Optional.empty();
  }

  /** Declares a list of texts without a limit on the number of items. */
  private static TypedSetting<Set<String>> texts(
      String name, List<String> standard, String description) {
    return SCHEMA.declare(
        new SettingDefinition(
            name,
            SettingType.STRINGS,
            standard,
            false,
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            description),
        CimdSettings::texts);
  }

  private static Set<String> texts(Object value) {
    return value instanceof Collection<?> items
        ? items.stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet())
        : Set.of();
  }
}
