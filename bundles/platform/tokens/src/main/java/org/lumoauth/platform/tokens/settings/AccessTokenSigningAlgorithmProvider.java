/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tokens.settings;

import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;
import org.lumoauth.api.key.TenantSigningAlgorithmProvider;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Publishes the key of a tenant's access tokens before the first token is issued. */
@Component(property = {"lumoauth.kind=signing-algorithm", "lumoauth.name=platform-tokens"})
public final class AccessTokenSigningAlgorithmProvider implements TenantSigningAlgorithmProvider {

  private static final Set<SigningAlgorithm> ALL = Set.of(SigningAlgorithm.values());

  private final AccessTokenSigningAlgorithmResolver choice;

  @Activate
  public AccessTokenSigningAlgorithmProvider(
      @Reference AccessTokenSigningAlgorithmResolver choice) {
    this.choice = choice;
  }

  @Override
  public Optional<SigningAlgorithm> defaultAlgorithm(TenantContext tenant) {
    return Optional.of(choice.accessTokens(tenant));
  }

  /** A tenant can select any algorithm, and so can a client's profile. */
  @Override
  public Set<SigningAlgorithm> supportedAlgorithms(TenantContext tenant) {
    return ALL;
  }
}
