package org.lumoauth.oauth.clientidmetadata;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.lumoauth.api.oauth.ScopeToken;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** Whether a tenant takes clients that it does not know, and which. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=" + CimdSettings.SECTION})
public final class CimdSettings implements SettingsSchema {

  static final String SECTION = "cimd";
  static final String ENABLED = "enabled";
  static final String DOMAINS = "allowedDomains";
  static final String LOCALHOST = "localhostRedirectPolicy";
  static final String SCOPES = "scopes";
  static final String BLOCK = "block";

  /**
   * A name of letters, digits and hyphens (RFC 1123 section 2.1), as hosts of addresses have it.
   */
  private static final Pattern DOMAIN =
      Pattern.compile(
          "(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
              + "(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");

  private static final List<String> STANDARD =
      List.of("openid", "profile", "email", "address", "phone", "offline_access");

  /**
   * What a tenant takes.
   *
   * @param enabled whether it takes any
   * @param domains from where alone; empty means from everywhere
   * @param loopback whether such a client may have its answers sent to the user's own machine
   * @param scopes what such a client may ask for at most
   */
  record CimdPolicy(boolean enabled, Set<String> domains, boolean loopback, Set<String> scopes) {

    /** Whether documents of a host are taken: of a domain itself, or below it. */
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
        Boolean.TRUE.equals(values.get(ENABLED)),
        texts(values.get(DOMAINS)),
        !BLOCK.equals(values.get(LOCALHOST)),
        texts(values.get(SCOPES)).stream()
            .filter(scope -> !CimdReservedScopes.contains(scope))
            .collect(Collectors.toUnmodifiableSet()));
  }

  @Override
  public String requiredPermission(String setting) {
    return "clients.write";
  }

  @Override
  public List<SettingDefinition> settings() {
    return List.of(
        setting(
            ENABLED,
            SettingType.BOOLEAN,
            false,
            Set.of(),
            "Whether clients are taken that are known by the address of their metadata alone."),
        setting(
            DOMAINS,
            SettingType.STRINGS,
            List.of(),
            Set.of(),
            "The domains that such clients may be of, with all below them; none means any."),
        setting(
            LOCALHOST,
            SettingType.STRING,
            "warn",
            Set.of("warn", BLOCK),
            "Whether answers may go to programs on the user's own machine, which anybody can be."),
        setting(
            SCOPES,
            SettingType.STRINGS,
            STANDARD,
            Set.of(),
            "The scopes that such clients may ask for; never those of the administration."));
  }

  @Override
  public Optional<String> findProblem(String setting, Object value) {
    if (setting.equals(DOMAINS)) {
      return texts(value).stream().allMatch(domain -> DOMAIN.matcher(domain).matches())
          ? Optional.empty()
          : Optional.of("Each is a domain alone, as example.com, with all below it.");
    }
    if (!setting.equals(SCOPES)) {
      return Optional.empty();
    }
    if (!texts(value).stream().allMatch(ScopeToken::isValid)) {
      return Optional.of("Each is one scope, without blanks (RFC 6749 section 3.3).");
    }
    return texts(value).stream().anyMatch(CimdReservedScopes::contains)
        ? Optional.of("Scopes of the administration are not for clients that nobody registered.")
        : Optional.empty();
  }

  private static SettingDefinition setting(
      String name, SettingType type, Object initial, Set<String> allowed, String description) {
    return new SettingDefinition(
        name, type, initial, false, allowed, Optional.empty(), Optional.empty(), description);
  }

  private static Set<String> texts(Object value) {
    return value instanceof Collection<?> items
        ? items.stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet())
        : Set.of();
  }
}
