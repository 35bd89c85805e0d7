/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.chain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Computes the hash of an audit record: SHA-256 over a version byte, the hash of the previous
 * record in the tenant's chain and all fields of the record in a fixed order. Each field has its
 * length as prefix, so that no two records have the same encoding. Reuses a digest and a buffer, so
 * it is not thread-safe.
 */
final class AuditRecordHasher {
  private static final byte VERSION = 1;
  private static final int ABSENT = -1;

  private final MessageDigest digest = digest();
  private byte[] buffer = new byte[2048];
  private int length;

  byte[] of(
      String tenantId,
      long sequence,
      String id,
      long micros,
      SerializedAuditEvent entry,
      byte[] previousHash) {
    length = 0;
    room(1);
    buffer[length++] = VERSION;
    bytes(previousHash);
    text(tenantId);
    number(sequence);
    text(id);
    number(micros);
    text(entry.action());
    text(entry.outcome());
    text(entry.actorType());
    text(entry.actorId());
    text(entry.onBehalfOf());
    text(entry.targetType());
    text(entry.targetId());
    text(entry.targetName());
    text(entry.message());
    text(entry.requestId());
    text(entry.remoteAddress());
    text(entry.userAgent());
    text(entry.clientId());
    text(entry.details());
    digest.update(buffer, 0, length);
    return digest.digest();
  }

  private void text(String value) {
    if (value == null) {
      size(ABSENT);
    } else {
      bytes(value.getBytes(StandardCharsets.UTF_8));
    }
  }

  private void bytes(byte[] value) {
    size(value.length);
    room(value.length);
    System.arraycopy(value, 0, buffer, length, value.length);
    length += value.length;
  }

  private void size(int value) {
    room(Integer.BYTES);
    for (int shift = 24; shift >= 0; shift -= 8) {
      buffer[length++] = (byte) (value >>> shift);
    }
  }

  private void number(long value) {
    size((int) (value >>> 32));
    size((int) value);
  }

  private void room(int more) {
    if (buffer.length - length < more) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
    }
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java platform does not support SHA-256", e);
    }
  }
}
