/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.dcr;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.oauth.authorization.ScopeValueValidator;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.settings.TypedSetting;
import org.osgi.service.component.annotations.Component;

/** Defines the tenant settings for client registration. */
@Component(
    property = {"lumoauth.kind=settings", "lumoauth.name=" + ClientRegistrationSettings.SECTION})
public final class ClientRegistrationSettings implements TenantSettingsSection {

  /** The name of the settings section. */
  static final String SECTION = "dynamicClientRegistration";

  private static final SettingsSchema SCHEMA = new SettingsSchema(SECTION);

  static final TypedSetting<Boolean> ENABLED =
      SCHEMA.flag(
          "enabled",
          false,
          "Whether clients can register without a credential (open registration).");

  static final TypedSetting<List<String>> SCOPES =
      SCHEMA.texts(
          "scopes",
          List.of("openid", "profile", "email", "address", "phone", "offline_access"),
          1,
          50,
          "The scopes that clients from open registration can have.");

  static final TypedSetting<Boolean> REQUIRE_PKCE =
      SCHEMA.flag("requirePkce", true, "Whether clients that register themselves must use PKCE.");

  static final TypedSetting<Boolean> REDIRECT_ERRORS =
      SCHEMA.flag(
          "redirectErrors",
          false,
          "Whether authorization errors are sent to the redirect URIs of clients from open"
              + " registration before the user has consented. Applies to clients registered from"
              + " now on.");

  static final TypedSetting<Integer> MAX_PER_DAY =
      SCHEMA.number(
          "maxPerDay", 1000, 1, 1_000_000, "The maximum number of open registrations per day.");

  static final TypedSetting<Integer> MAX_PER_NETWORK =
      SCHEMA.number(
          "maxPerNetwork",
          30,
          1,
          100_000,
          "The maximum number of open registration attempts per network in ten " + "minutes.");

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
    if (!setting.equals(SCOPES.name()) || !(value instanceof Collection<?> scopes)) {
      return Optional.empty();
    }
    if (!scopes.stream().allMatch(scope -> ScopeValueValidator.isValid((String) scope))) {
      return Optional.of("Each item must be a single scope without spaces (RFC 6749 section 3.3).");
    }
    return scopes.stream().anyMatch(scope -> DcrReservedScopes.contains((String) scope))
        ? Optional.of(
            "Administrative scopes are not available to clients that register " + "themselves.")
        : Optional.empty();
  }
}
