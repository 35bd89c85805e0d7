/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.store;

import java.nio.charset.StandardCharsets;
import org.lumoauth.api.relation.RelationTuple;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.platform.persistence.EpochMicrosConverter;

/**
 * Computes a number for a tuple. The sum over all tuples of a store shows whether two copies are
 * equal. It protects against errors, not against attackers, which could only cause an index to be
 * discarded.
 */
public final class TupleDigest {

  private static final long BASIS = 0xcbf29ce484222325L; // FNV-1a, 64 bits
  private static final long PRIME = 0x100000001b3L;

  private TupleDigest() {}

  /** Returns the number of a tuple, computed from its key, condition name and expiry. */
  public static long of(RelationTuple tuple) {
    TupleKey key = tuple.key();
    long hash = BASIS;
    hash = add(hash, key.object().type());
    hash = add(hash, key.object().id());
    hash = add(hash, key.relation());
    hash = add(hash, key.subject().type());
    hash = add(hash, key.subject().id());
    hash = add(hash, key.subject().relation().orElse(""));
    hash = add(hash, tuple.condition().map(condition -> condition.name()).orElse(""));
    return mix(hash ^ tuple.expiresAt().map(EpochMicrosConverter::toMicros).orElse(0L));
  }

  private static long add(long hash, String text) {
    long result = hash;
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      result = (result ^ (each & 0xff)) * PRIME;
    }
    return (result ^ 0x100) * PRIME; // A separator that differs from every byte.
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L; // The final mixing step of SplitMix64.
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
