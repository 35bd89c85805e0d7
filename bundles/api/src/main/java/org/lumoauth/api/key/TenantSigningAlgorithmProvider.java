/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.key;

import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: declares the algorithms that sign a kind of token for a tenant, so that the key
 * is in the tenant's key set before the first token is issued. Readers may cache the key set for as
 * long as it states (RFC 9111 section 4.2). Registered with {@code lumoauth.kind=signing-algorithm}
 * and {@code lumoauth.name}.
 */
public interface TenantSigningAlgorithmProvider {

  /**
   * Returns the algorithm for clients that chose no other; empty if the tokens are not signed.
   * Answers from memory, because reads of the key set are unlimited. The next call sees the
   * tenant's choice.
   */
  Optional<SigningAlgorithm> defaultAlgorithm(TenantContext tenant);

  /**
   * Returns every algorithm that can sign tokens of this kind, that is, all choices of the tenant
   * or a client. Each has a key in the key set as soon as the set is served, so that a later choice
   * requires no new key. Answers from memory.
   */
  default Set<SigningAlgorithm> supportedAlgorithms(TenantContext tenant) {
    return defaultAlgorithm(tenant).map(Set::of).orElse(Set.of());
  }
}
