/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.apikeys;

import java.util.Optional;
import java.util.regex.Pattern;
import org.lumoauth.api.tenant.TenantContext;

/**
 * A tenant's API key in clear text: {@code lmk_}, the tenant's ULID, an underscore, and 256 random
 * bits in base64url. The tenant is therefore known before any lookup.
 */
record PlaintextApiKey(String tenantId, String value) {
  private static final String TENANT_PREFIX = "ten_";
  private static final Pattern SHAPE =
      Pattern.compile("lmk_([0-9A-HJKMNP-TV-Z]{26})_[A-Za-z0-9_-]{43}");

  /** Creates a key. */
  static PlaintextApiKey of(TenantContext tenant, String secret) {
    var ulid = tenant.id().substring(TENANT_PREFIX.length());
    return new PlaintextApiKey(tenant.id(), "lmk_" + ulid + "_" + secret);
  }

  /** Parses a key. Returns empty if the text has another format. */
  static Optional<PlaintextApiKey> parse(String text) {
    var match = SHAPE.matcher(text);
    return match.matches()
        ? Optional.of(new PlaintextApiKey(TENANT_PREFIX + match.group(1), text))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "KeyText[" + tenantId + "]";
  }
}
