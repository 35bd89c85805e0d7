/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.lumoauth.api.relation.TupleFilter;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.api.relation.TupleWriteRequest;

/** Computes a SHA-256 hash of a change without its idempotency key. */
public final class TupleWriteHash {

  private final MessageDigest digest;

  private TupleWriteHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java runtime does not support SHA-256.", e);
    }
  }

  /** Returns the hash of a change. */
  public static byte[] of(TupleWriteRequest write) {
    var hash = new TupleWriteHash();
    hash.add(write.modelId().orElse(""));
    hash.add(write.ignoreExisting() + "," + write.ignoreMissing());
    hash.add("writes " + write.writes().size());
    write
        .writes()
        .forEach(
            tuple -> {
              hash.add(tuple.key());
              hash.add(tuple.condition().map(each -> each.name()).orElse(""));
              hash.add(
                  tuple
                      .condition()
                      .map(each -> ConditionContextJsonCodec.write(each.context()))
                      .orElse(""));
              hash.add(tuple.expiresAt().map(Object::toString).orElse(""));
            });
    hash.add("deletes " + write.deletes().size());
    write.deletes().forEach(hash::add);
    hash.add("preconditions " + write.preconditions().size());
    write
        .preconditions()
        .forEach(
            each -> {
              hash.add(Boolean.toString(each.exists()));
              hash.add(each.filter());
            });
    return hash.digest.digest();
  }

  private void add(TupleKey key) {
    add(key.object().type());
    add(key.object().id());
    add(key.relation());
    add(key.subject().type());
    add(key.subject().id());
    add(key.subject().relation().orElse(""));
  }

  private void add(TupleFilter filter) {
    add(filter.objectType());
    add(filter.objectId());
    add(filter.relation());
    add(filter.subjectType());
    add(filter.subjectId());
    add(filter.subjectRelation());
  }

  private void add(Optional<String> text) {
    add(text.isPresent() ? "given" : "none");
    add(text.orElse(""));
  }

  /** Adds a text with its length, so that different changes have different encodings. */
  private void add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
  }
}
