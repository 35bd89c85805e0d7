/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.fake;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.store.SealedRecordCodec;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Seals records with the test's clock. The content is stored in this object; the text has the
 * length that the record declares.
 */
public final class FakeSealedRecordCodec implements SealedRecordCodec {

  private record FakeSealedRecord(String tenantId, String kind, Object value, Instant expiresAt) {}

  private final Map<String, FakeSealedRecord> all = new HashMap<>();
  private final InstantSource clock;

  public FakeSealedRecordCodec(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized String seal(
      TenantContext tenant, String kind, Object value, Instant expiresAt) {
    var number = String.format("%08d", all.size());
    var text = "sealed" + number + "-".repeat(value.toString().length());
    all.put(text, new FakeSealedRecord(tenant.id(), kind, value, expiresAt));
    return text;
  }

  @Override
  public synchronized <T> Optional<UnsealedRecord<T>> open(
      TenantContext tenant, String kind, String sealed, Class<T> type) {
    return Optional.ofNullable(all.get(sealed))
        .filter(found -> found.tenantId().equals(tenant.id()) && found.kind().equals(kind))
        .filter(found -> clock.instant().isBefore(found.expiresAt()))
        .map(found -> new UnsealedRecord<>(type.cast(found.value()), found.expiresAt()));
  }
}
