package org.lumoauth.api.key;

import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: says by which algorithm tokens of a kind are signed for a tenant, so that the
 * key is in the tenant's key set before the first of them comes. Whoever reads the set may keep it
 * for as long as it says (RFC 9111 section 4.2). Registered with {@code
 * lumoauth.kind=signing-algorithm} and {@code lumoauth.name}.
 */
public interface SigningAlgorithmProvider {

  /**
   * What signs them where their client chose nothing else; empty if nothing does. Answers from
   * memory, for anybody may read the key set as often as they like. What the tenant chooses is seen
   * by the next call.
   */
  Optional<SigningAlgorithm> defaultAlgorithm(TenantContext tenant);

  /**
   * Every algorithm that can sign tokens of this kind: what the tenant or a client can choose. Each
   * has a key in the key set as soon as the set is served, so that a choice later needs no new key.
   * Answers from memory.
   */
  default Set<SigningAlgorithm> supportedAlgorithms(TenantContext tenant) {
    return defaultAlgorithm(tenant).map(Set::of).orElse(Set.of());
  }
}
