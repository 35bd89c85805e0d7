/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.openid;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.settings.TypedSetting;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.openid.token.ClientTokenSigningAlgorithms;
import org.osgi.service.component.annotations.Component;

/** Defines the tenant settings for OpenID Connect. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=" + OpenIdSettings.SECTION})
public final class OpenIdSettings implements TenantSettingsSection {

  /** The name of the settings section. */
  public static final String SECTION = "openid";

  private static final SettingsSchema SCHEMA = new SettingsSchema(SECTION);

  private static final TypedSetting<String> ALGORITHM =
      SCHEMA.choice(
          "idTokenSigningAlgorithm",
          "RS256",
          Set.copyOf(ClientTokenSigningAlgorithms.supported()),
          "The signature algorithm of ID tokens for clients that registered none.");

  private static final TypedSetting<Duration> LIFETIME =
      SCHEMA.seconds(
          "idTokenLifetimeSeconds", 3600, 60, 86_400, "The lifetime of ID tokens in seconds.");

  private static final TypedSetting<Boolean> SCOPE_CLAIMS =
      SCHEMA.flag(
          "scopeClaimsInIdToken",
          false,
          "Whether ID tokens also contain the claims of the scopes profile, email, "
              + "address and phone.");

  /**
   * The OpenID Connect settings of a tenant.
   *
   * @param algorithm the signature algorithm of ID tokens for clients that registered none
   * @param lifetime the lifetime of ID tokens
   * @param scopeClaims whether ID tokens also contain the claims of scopes, for clients that do not
   *     use the UserInfo endpoint
   */
  public record OpenIdSettingValues(String algorithm, Duration lifetime, boolean scopeClaims) {

    /** Reads the settings of a tenant. */
    public static OpenIdSettingValues of(SettingsStore store, TenantContext tenant) {
      Map<String, Object> values = store.read(tenant, SECTION);
      return new OpenIdSettingValues(
          ALGORITHM.from(values), LIFETIME.from(values), SCOPE_CLAIMS.from(values));
    }
  }

  @Override
  public String requiredPermission(String setting) {
    return "clients.write";
  }

  @Override
  public List<SettingDefinition> settings() {
    return SCHEMA.definitions();
  }
}
