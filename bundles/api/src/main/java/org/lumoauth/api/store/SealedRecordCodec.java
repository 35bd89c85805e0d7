/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.store;

import java.time.Instant;
import java.util.Optional;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Encrypts small records as text that others can neither read nor change, for URLs and forms, so
 * that nothing is stored for a flow that may never continue. The same text can be used repeatedly;
 * single use requires {@link ShortLivedRecordStore}. The length of the text reveals that of the
 * record.
 */
@ProviderType
public interface SealedRecordCodec {

  /**
   * A decrypted record.
   *
   * @param value the record
   * @param expiresAt the time until which it can be opened
   */
  record UnsealedRecord<T>(T value, Instant expiresAt) {
    @Override
    public String toString() {
      return "Opened";
    }
  }

  /**
   * Seals a record: as JSON, encrypted with the tenant's data key.
   *
   * @param kind the kind, such as {@code sign-in}: text of another kind cannot be opened
   * @param expiresAt the time until which it can be opened
   * @return base64url without padding, a third longer than the JSON, plus about 50 characters
   */
  String seal(TenantContext tenant, String kind, Object value, Instant expiresAt);

  /**
   * Returns the record in a text; empty if it was not sealed here for this tenant and kind, or has
   * expired.
   */
  <T> Optional<UnsealedRecord<T>> open(
      TenantContext tenant, String kind, String sealed, Class<T> type);
}
