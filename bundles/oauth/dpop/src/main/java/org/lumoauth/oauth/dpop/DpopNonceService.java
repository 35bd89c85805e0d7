/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.dpop;

import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.support.encoding.CanonicalBase64UrlDecoder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Issues and validates nonces for DPoP proofs (RFC 9449 section 8). A nonce contains the number of
 * a minute and a keyed hash of it and the tenant. Every node can validate it without stored state.
 */
@Component(service = DpopNonceService.class)
public final class DpopNonceService {

  private static final String PURPOSE = "dpop-nonce";
  private static final long WINDOW_SECONDS = 60;
  private static final long WINDOWS = 5;
  private static final int HASH_BYTES = 16;
  private static final int BYTES = Long.BYTES + HASH_BYTES;

  private final SecretProtectionService vault;
  private final InstantSource clock;

  @Activate
  public DpopNonceService(
      @Reference SecretProtectionService vault, @Reference InstantSource clock) {
    this.vault = vault;
    this.clock = clock;
  }

  /** Returns the current nonce, which is valid for five to six minutes. */
  String current(TenantContext tenant) {
    return nonce(tenant, window());
  }

  /** Returns whether the tenant issued the nonce recently. */
  boolean isValid(TenantContext tenant, String nonce) {
    byte[] bytes;
    try {
      bytes = CanonicalBase64UrlDecoder.decode(nonce);
    } catch (IllegalArgumentException e) {
      return false;
    }
    if (bytes.length != BYTES) {
      return false;
    }
    long given = ByteBuffer.wrap(bytes).getLong();
    long now = window();
    return given <= now && given >= now - WINDOWS && nonce.equals(nonce(tenant, given));
  }

  private String nonce(TenantContext tenant, long window) {
    byte[] hash = vault.hash(PURPOSE, tenant.id() + " " + window);
    byte[] whole =
        ByteBuffer.allocate(BYTES).putLong(window).put(Arrays.copyOf(hash, HASH_BYTES)).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
  }

  private long window() {
    return clock.instant().getEpochSecond() / WINDOW_SECONDS;
  }
}
