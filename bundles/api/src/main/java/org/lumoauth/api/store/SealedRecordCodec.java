package org.lumoauth.api.store;

import java.time.Instant;
import java.util.Optional;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Turns small records into text that whoever holds it can neither read nor change: for addresses
 * and forms, so that nothing has to be stored for what may never come back. The same text may come
 * back as often as somebody likes; what is to happen once is {@link ShortLivedRecordStore}'s. Its
 * length tells that of the record.
 */
@ProviderType
public interface SealedRecordCodec {

  /**
   * What was sealed.
   *
   * @param expiresAt until when it opens
   */
  record UnsealedRecord<T>(T value, Instant expiresAt) {
    @Override
    public String toString() {
      return "Opened";
    }
  }

  /**
   * Seals a record: as JSON, encrypted under the tenant's data key.
   *
   * @param kind what it is, as {@code sign-in}: text of another kind does not open
   * @param expiresAt until when it opens
   * @return base64url without padding, a third longer than the JSON and about 50 characters
   */
  String seal(TenantContext tenant, String kind, Object value, Instant expiresAt);

  /** The record in a text; empty if it was not sealed here for this, or does not open any more. */
  <T> Optional<UnsealedRecord<T>> open(
      TenantContext tenant, String kind, String sealed, Class<T> type);
}
