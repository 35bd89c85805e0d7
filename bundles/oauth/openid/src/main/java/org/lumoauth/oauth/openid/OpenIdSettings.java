package org.lumoauth.oauth.openid;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.openid.token.ClientSignatureAlgorithms;
import org.osgi.service.component.annotations.Component;

/** What a tenant can set about OpenID Connect. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=" + OpenIdSettings.SECTION})
public final class OpenIdSettings implements SettingsSchema {

  /** The section's name. */
  public static final String SECTION = "openid";

  private static final String ALGORITHM = "idTokenSigningAlgorithm";
  private static final String LIFETIME = "idTokenLifetimeSeconds";
  private static final String SCOPE_CLAIMS = "scopeClaimsInIdToken";

  /**
   * The settings of one tenant.
   *
   * @param algorithm by which ID tokens are signed for clients that registered none
   * @param lifetime how long ID tokens hold
   * @param scopeClaims whether ID tokens have the claims of scopes too, for clients that never ask
   *     userinfo
   */
  public record OpenIdSettingValues(String algorithm, Duration lifetime, boolean scopeClaims) {

    /** Reads a tenant's. */
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
            "How ID tokens are signed for clients that registered no algorithm."),
        new SettingDefinition(
            LIFETIME,
            SettingType.INTEGER,
            3600L,
            false,
            Set.of(),
            Optional.of(60L),
            Optional.of(86_400L),
            "How long ID tokens hold, in seconds."),
        new SettingDefinition(
            SCOPE_CLAIMS,
            SettingType.BOOLEAN,
            false,
            false,
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            "Whether ID tokens have the claims of profile, email, address and phone too."));
  }
}
