/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.openid.token;

import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.key.SigningKeyService;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;
import org.lumoauth.api.key.TenantSigningAlgorithmProvider;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.openid.OpenIdSettings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Publishes the signing keys of a tenant before the first ID token is issued, because relying
 * parties and caches may store the key set for an hour.
 */
@Component(
    service = {IdTokenSigningAlgorithmProvider.class, TenantSigningAlgorithmProvider.class},
    property = {"lumoauth.kind=signing-algorithm", "lumoauth.name=oauth-openid"})
public final class IdTokenSigningAlgorithmProvider implements TenantSigningAlgorithmProvider {

  private final SigningKeyService keys;
  private final SettingsStore settings;

  @Activate
  public IdTokenSigningAlgorithmProvider(
      @Reference SigningKeyService keys, @Reference SettingsStore settings) {
    this.keys = keys;
    this.settings = settings;
  }

  @Override
  public Optional<SigningAlgorithm> defaultAlgorithm(TenantContext tenant) {
    return SigningAlgorithm.fromName(
        OpenIdSettings.OpenIdSettingValues.of(settings, tenant).algorithm());
  }

  /**
   * Returns the algorithms listed in {@code id_token_signing_alg_values_supported} and similar
   * members.
   */
  @Override
  public Set<SigningAlgorithm> supportedAlgorithms(TenantContext tenant) {
    return ClientTokenSigningAlgorithms.all();
  }

  /** Publishes the key and returns after it is published. */
  public void publish(TenantContext tenant) {
    defaultAlgorithm(tenant).ifPresent(algorithm -> keys.publish(tenant, algorithm));
  }
}
