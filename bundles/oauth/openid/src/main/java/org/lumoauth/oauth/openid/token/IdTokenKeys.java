package org.lumoauth.oauth.openid.token;

import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.key.SigningAlgorithmChoice;
import org.lumoauth.api.key.SigningKeys;
import org.lumoauth.api.key.SigningKeys.Algorithm;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.openid.OpenIdSettings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Publishes the key of a tenant's ID tokens before the first of them comes: relying parties, and
 * caches between, may keep the key set for an hour.
 */
@Component(
    service = {IdTokenKeys.class, SigningAlgorithmChoice.class},
    property = {"lumoauth.kind=signing-algorithm", "lumoauth.name=oauth-openid"})
public final class IdTokenKeys implements SigningAlgorithmChoice {

  private final SigningKeys keys;
  private final SettingsStore settings;

  @Activate
  public IdTokenKeys(@Reference SigningKeys keys, @Reference SettingsStore settings) {
    this.keys = keys;
    this.settings = settings;
  }

  @Override
  public Optional<Algorithm> of(TenantContext tenant) {
    return Algorithm.named(OpenIdSettings.Values.of(settings, tenant).algorithm());
  }

  /** What {@code id_token_signing_alg_values_supported} and its like name. */
  @Override
  public Set<Algorithm> offered(TenantContext tenant) {
    return SignatureAlgorithms.all();
  }

  /** Returns when the key is published. */
  public void publish(TenantContext tenant) {
    of(tenant).ifPresent(algorithm -> keys.publish(tenant, algorithm));
  }
}
