/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.signature;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.tenant.TenantContext;

/** Stores used nonces: each can be used once per key, across all nodes. */
final class AAuthNonceStore {

  private static final String KIND = "aauth-nonce";

  /** longer than a signature is accepted, including clock differences in both directions */
  private static final Duration REMEMBERED = Duration.ofMinutes(5);

  private final ShortLivedRecordStore store;

  AAuthNonceStore(ShortLivedRecordStore store) {
    this.store = store;
  }

  void consume(TenantContext tenant, String thumbprint, String nonce)
      throws AAuthSignatureException {
    String key = thumbprint + " " + nonce;
    if (!store.add(tenant, KIND, key, Map.of("used", true), Instant.now().plus(REMEMBERED))) {
      throw new AAuthSignatureException("The nonce was already used.");
    }
  }
}
