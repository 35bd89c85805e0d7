/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.store;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.store.SealedRecordCodec;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.EpochMicrosConverter;
import org.lumoauth.support.encoding.CanonicalBase64UrlDecoder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Seals records with the vault: their expiry and the JSON format of the short-lived record store.
 */
@Component
public final class EncryptingSealedRecordCodec implements SealedRecordCodec {
  private static final String PURPOSE = "sealed-record/";

  private final RecordJsonCodec json;
  private final SecretProtectionService vault;
  private final InstantSource clock;

  @Activate
  public EncryptingSealedRecordCodec(
      @Reference RecordJsonCodec json,
      @Reference SecretProtectionService vault,
      @Reference InstantSource clock) {
    this.json = json;
    this.vault = vault;
    this.clock = clock;
  }

  @Override
  public String seal(TenantContext tenant, String kind, Object value, Instant expiresAt) {
    byte[] written = json.write(value);
    byte[] plain =
        ByteBuffer.allocate(Long.BYTES + written.length)
            .putLong(EpochMicrosConverter.toMicros(expiresAt))
            .put(written)
            .array();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(vault.encrypt(tenant.id(), PURPOSE + kind, plain));
  }

  @Override
  public <T> Optional<UnsealedRecord<T>> open(
      TenantContext tenant, String kind, String sealed, Class<T> type) {
    return plain(tenant, kind, sealed).flatMap(plain -> read(plain, type));
  }

  private <T> Optional<UnsealedRecord<T>> read(byte[] plain, Class<T> type) {
    var buffer = ByteBuffer.wrap(plain);
    Instant expiresAt = EpochMicrosConverter.toInstant(buffer.getLong());
    if (!clock.instant().isBefore(expiresAt)) {
      return Optional.empty();
    }
    byte[] written = new byte[buffer.remaining()];
    buffer.get(written);
    try {
      return Optional.of(new UnsealedRecord<>(json.read(written, type), expiresAt));
    } catch (IllegalStateException e) {
      return Optional.empty(); // another format, sealed by a different version of a module
    }
  }

  /** A client can send any text: text that was not sealed here is not a server error. */
  private Optional<byte[]> plain(TenantContext tenant, String kind, String sealed) {
    try {
      byte[] text = CanonicalBase64UrlDecoder.decode(sealed);
      return Optional.of(vault.decrypt(tenant.id(), PURPOSE + kind, text));
    } catch (IllegalArgumentException | IllegalStateException e) {
      return Optional.empty();
    }
  }
}
