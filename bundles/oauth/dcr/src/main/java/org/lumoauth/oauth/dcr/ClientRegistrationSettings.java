package org.lumoauth.oauth.dcr;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumoauth.api.oauth.authorization.ScopeToken;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** Defines the tenant settings for client registration. */
@Component(
    property = {"lumoauth.kind=settings", "lumoauth.name=" + ClientRegistrationSettings.SECTION})
public final class ClientRegistrationSettings implements TenantSettingsSection {

  /** The name of the settings section. */
  static final String SECTION = "dynamicClientRegistration";

  private static final String ENABLED = "enabled";
  private static final String SCOPES = "scopes";

  private static final String REQUIRE_PKCE = "requirePkce";
  private static final String REDIRECT_ERRORS = "redirectErrors";
  private static final String MAX_PER_DAY = "maxPerDay";
  private static final String MAX_PER_NETWORK = "maxPerNetwork";

  @Override
  public String requiredPermission(String setting) {
    return "clients.write";
  }

  @Override
  public List<SettingDefinition> settings() {
    return List.of(
        flag(
            ENABLED,
            false,
            "Whether clients can register without a credential (open registration)."),
        new SettingDefinition(
            SCOPES,
            SettingType.STRINGS,
            List.of("openid", "profile", "email", "address", "phone", "offline_access"),
            false,
            Set.of(),
            Optional.of(1L),
            Optional.of(50L),
            "The scopes that clients from open registration can have."),
        flag(REQUIRE_PKCE, true, "Whether clients that register themselves must use PKCE."),
        flag(
            REDIRECT_ERRORS,
            false,
            "Whether authorization errors are sent to the redirect URIs of clients from open"
                + " registration before the user has consented. Applies to clients registered from"
                + " now on."),
        new SettingDefinition(
            MAX_PER_DAY,
            SettingType.INTEGER,
            1000L,
            false,
            Set.of(),
            Optional.of(1L),
            Optional.of(1_000_000L),
            "The maximum number of open registrations per day."),
        new SettingDefinition(
            MAX_PER_NETWORK,
            SettingType.INTEGER,
            30L,
            false,
            Set.of(),
            Optional.of(1L),
            Optional.of(100_000L),
            "The maximum number of open registration attempts per network in ten " + "minutes."));
  }

  @Override
  public Optional<String> findProblem(String setting, Object value) {
    if (!setting.equals(SCOPES) || !(value instanceof Collection<?> scopes)) {
      return Optional.empty();
    }
    if (!scopes.stream().allMatch(scope -> ScopeToken.isValid((String) scope))) {
      return Optional.of("Each item must be a single scope without spaces (RFC 6749 section 3.3).");
    }
    return scopes.stream().anyMatch(scope -> DcrReservedScopes.contains((String) scope))
        ? Optional.of(
            "Administrative scopes are not available to clients that register " + "themselves.")
        : Optional.empty();
  }

  static boolean isOpen(SettingsStore settings, TenantContext tenant) {
    return Boolean.TRUE.equals(settings.read(tenant, SECTION).get(ENABLED));
  }

  static Set<String> scopes(SettingsStore settings, TenantContext tenant) {
    return ((Collection<?>) settings.read(tenant, SECTION).get(SCOPES))
        .stream().map(String.class::cast).collect(Collectors.toUnmodifiableSet());
  }

  static boolean requirePkce(SettingsStore settings, TenantContext tenant) {
    return !Boolean.FALSE.equals(settings.read(tenant, SECTION).get(REQUIRE_PKCE));
  }

  static boolean redirectErrors(SettingsStore settings, TenantContext tenant) {
    return Boolean.TRUE.equals(settings.read(tenant, SECTION).get(REDIRECT_ERRORS));
  }

  static int maxPerDay(SettingsStore settings, TenantContext tenant) {
    return ((Number) settings.read(tenant, SECTION).get(MAX_PER_DAY)).intValue();
  }

  static int maxPerNetwork(SettingsStore settings, TenantContext tenant) {
    return ((Number) settings.read(tenant, SECTION).get(MAX_PER_NETWORK)).intValue();
  }

  private static SettingDefinition flag(String name, boolean standard, String description) {
    return new SettingDefinition(
        name,
        SettingType.BOOLEAN,
        standard,
        false,
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        description);
  }
}
