package org.lumoauth.agents.aauth.signature;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.lumoauth.api.store.ShortLivedStore;
import org.lumoauth.api.tenant.TenantContext;

/** Nonces that were seen: each is used once by a key, on all nodes together. */
final class Nonces {

  private static final String KIND = "aauth-nonce";

  /** Longer than a signature can be taken, with what clocks may differ either way. */
  private static final Duration REMEMBERED = Duration.ofMinutes(5);

  private final ShortLivedStore store;

  Nonces(ShortLivedStore store) {
    this.store = store;
  }

  void use(TenantContext tenant, String thumbprint, String nonce) throws RefusedSignature {
    String key = thumbprint + " " + nonce;
    if (!store.add(tenant, KIND, key, Map.of("used", true), Instant.now().plus(REMEMBERED))) {
      throw new RefusedSignature("The nonce was used before.");
    }
  }
}
