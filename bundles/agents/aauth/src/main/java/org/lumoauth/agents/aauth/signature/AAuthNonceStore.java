package org.lumoauth.agents.aauth.signature;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.tenant.TenantContext;

/** Nonces that were seen: each is used once by a key, on all nodes together. */
final class AAuthNonceStore {

  private static final String KIND = "aauth-nonce";

  /** Longer than a signature can be taken, with what clocks may differ either way. */
  private static final Duration REMEMBERED = Duration.ofMinutes(5);

  private final ShortLivedRecordStore store;

  AAuthNonceStore(ShortLivedRecordStore store) {
    this.store = store;
  }

  void consume(TenantContext tenant, String thumbprint, String nonce)
      throws AAuthSignatureException {
    String key = thumbprint + " " + nonce;
    if (!store.add(tenant, KIND, key, Map.of("used", true), Instant.now().plus(REMEMBERED))) {
      throw new AAuthSignatureException("The nonce was used before.");
    }
  }
}
