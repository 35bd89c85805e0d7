package org.lumoauth.oauth.openid;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.openid.token.ClientSignatureAlgorithms;
import org.osgi.service.component.annotations.Component;

/** Defines the tenant settings for OpenID Connect. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=" + OpenIdSettings.SECTION})
public final class OpenIdSettings implements TenantSettingsSection {

  /** The name of the settings section. */
  public static final String SECTION = "openid";

  private static final String ALGORITHM = "idTokenSigningAlgorithm";
  private static final String LIFETIME = "idTokenLifetimeSeconds";
  private static final String SCOPE_CLAIMS = "scopeClaimsInIdToken";

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
          (String) values.get(ALGORITHM),
          Duration.ofSeconds(((Number) values.get(LIFETIME)).longValue()),
          Boolean.TRUE.equals(values.get(SCOPE_CLAIMS)));
    }
  }

  @Override
  public String requiredPermission(String setting) {
    return "clients.write";
  }

  @Override
  public List<SettingDefinition> settings() {
    return List.of(
        new SettingDefinition(
            ALGORITHM,
            SettingType.STRING,
            "RS256",
            false,
            Set.copyOf(ClientSignatureAlgorithms.supported()),
            Optional.empty(),
            Optional.empty(),
            "The signature algorithm of ID tokens for clients that registered none."),
        new SettingDefinition(
            LIFETIME,
            SettingType.INTEGER,
            3600L,
            false,
            Set.of(),
            Optional.of(60L),
            Optional.of(86_400L),
            "The lifetime of ID tokens in seconds."),
        new SettingDefinition(
            SCOPE_CLAIMS,
            SettingType.BOOLEAN,
            false,
            false,
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            "Whether ID tokens also contain the claims of the scopes profile, email, "
                + "address and phone."));
  }
}
