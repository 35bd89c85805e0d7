/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.tuple;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationException.RelationErrorKind;
import org.lumoauth.api.relation.RelationTuple;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.api.relation.TupleWriteRequest;
import org.lumoauth.authz.rebac.RebacConfig;
import org.lumoauth.authz.rebac.RelationExceptionFactory;
import org.lumoauth.authz.rebac.cache.CompiledModelCache;
import org.lumoauth.authz.rebac.store.IdempotencyKeyTable;
import org.lumoauth.authz.rebac.store.RebacSqlGateway;
import org.lumoauth.authz.rebac.store.RelationStoreHead;
import org.lumoauth.authz.rebac.store.RelationStoreKey;
import org.lumoauth.authz.rebac.store.RelationStoreTable;
import org.lumoauth.authz.rebac.store.TupleChangeRow;
import org.lumoauth.authz.rebac.store.TupleChangeTable;
import org.lumoauth.authz.rebac.store.TupleDigest;
import org.lumoauth.authz.rebac.store.TuplePageQuery;
import org.lumoauth.authz.rebac.store.TupleTable;
import org.lumoauth.authz.rebac.store.TupleWriteHash;
import org.lumoauth.platform.persistence.EpochMicrosConverter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Applies changes of tuples. A change is atomic, and the changes of a store are serialized. */
@Component(service = TupleWriter.class, configurationPid = "org.lumoauth.authz.rebac")
public final class TupleWriter {

  private static final Duration NAMES_LIVE = Duration.ofDays(1);
  private static final int LONGEST_NAME = 256;
  private static final int MOST_PRECONDITIONS = 100;

  private final RebacSqlGateway unit;
  private final CompiledModelCache models;
  private final int maxBatch;
  private final long maxTuples;

  /**
   * The result of a change.
   *
   * @param revision the store's revision after the change
   * @param written the number of written tuples
   * @param deleted the number of deleted tuples
   */
  record TupleWriteResult(long revision, int written, int deleted) {}

  @Activate
  public TupleWriter(
      @Reference RebacSqlGateway unit, @Reference CompiledModelCache models, RebacConfig config) {
    this.unit = unit;
    this.models = models;
    this.maxBatch = config.maxBatch();
    this.maxTuples = config.maxTuples();
  }

  TupleWriteResult write(RelationStoreKey key, TupleWriteRequest write) {
    requireShape(write);
    var head =
        unit.work(connection -> RelationStoreTable.head(connection, key))
            .orElseThrow(RelationExceptionFactory::noStore);
    // Compiled before the store is locked, compared afterwards.
    requireFits(key, write, head);
    return unit.change(connection -> write(connection, key, write, head));
  }

  private TupleWriteResult write(
      Connection connection, RelationStoreKey key, TupleWriteRequest write, RelationStoreHead seen)
      throws SQLException {
    var head =
        RelationStoreTable.lock(connection, key).orElseThrow(RelationExceptionFactory::noStore);
    if (write.modelId().isEmpty() && !head.modelId().equals(seen.modelId())) {
      requireFits(key, write, head);
    }
    long now = EpochMicrosConverter.toMicros(Instant.now());
    byte[] hash = TupleWriteHash.of(write);
    if (write.idempotencyKey().isPresent()) {
      var made =
          IdempotencyKeyTable.find(
              connection, key, write.idempotencyKey().get(), now - NAMES_LIVE.toNanos() / 1000);
      if (made.isPresent()) {
        return again(made.get(), hash);
      }
    }
    requirePreconditions(connection, key, write, now);
    var done = apply(connection, key, write, head, now);
    if (write.idempotencyKey().isPresent()) {
      IdempotencyKeyTable.insert(
          connection,
          key,
          write.idempotencyKey().get(),
          new IdempotencyKeyTable.IdempotentChange(hash, done.revision()),
          now);
    }
    return done;
  }

  /**
   * Refuses a change that leaves more tuples than permitted, unless it reduces their number.
   *
   * @param limit the maximum number of tuples of a store; 0 means unlimited
   */
  static void requireCapacity(long before, long after, long limit) {
    if (limit > 0 && after > limit && after > before) {
      throw new RelationException(
          RelationErrorKind.LIMIT_EXCEEDED,
          "A store can have at most "
              + limit
              + " tuples. Delete tuples that are not needed, or have the operator increase"
              + " maxTuples.");
    }
  }

  private static TupleWriteResult again(IdempotencyKeyTable.IdempotentChange made, byte[] hash) {
    if (!Arrays.equals(made.requestHash(), hash)) {
      throw new RelationException(
          RelationErrorKind.CONFLICT,
          "The idempotency key was already used for a different change.");
    }
    return new TupleWriteResult(made.revision(), 0, 0);
  }

  private TupleWriteResult apply(
      Connection connection,
      RelationStoreKey key,
      TupleWriteRequest write,
      RelationStoreHead head,
      long now)
      throws SQLException {
    var keys = new ArrayList<>(write.deletes());
    write.writes().forEach(tuple -> keys.add(tuple.key()));
    var there = TupleTable.find(connection, key, keys);
    var deletes = deletes(write, there, now);
    var writes = writes(write, there, now);
    // An expired tuple counts as missing and is deleted when it is written again.
    var replaced =
        writes.stream().map(tuple -> there.get(tuple.key())).filter(each -> each != null).toList();
    if (deletes.isEmpty() && writes.isEmpty()) {
      return new TupleWriteResult(head.revision(), 0, 0);
    }
    long tuples = head.tuples() + writes.size() - deletes.size() - replaced.size();
    requireCapacity(head.tuples(), tuples, maxTuples);
    long revision = head.revision() + 1;
    var changes = new ArrayList<TupleChangeRow>();
    long digest = head.digest();
    for (List<RelationTuple> gone : List.of(deletes, replaced)) {
      TupleTable.delete(connection, key, gone.stream().map(RelationTuple::key).toList());
      for (RelationTuple tuple : gone) {
        changes.add(new TupleChangeRow(revision, changes.size() + 1, false, tuple, now));
        digest -= TupleDigest.of(tuple);
      }
    }
    TupleTable.insert(connection, key, writes, now);
    for (RelationTuple tuple : writes) {
      changes.add(new TupleChangeRow(revision, changes.size() + 1, true, tuple, now));
      digest += TupleDigest.of(tuple);
    }
    TupleChangeTable.insert(connection, key, changes);
    RelationStoreTable.advance(
        connection,
        key,
        new RelationStoreHead(
            revision, tuples, digest, head.modelId(), head.shadowId(), head.shadowMicros()));
    return new TupleWriteResult(revision, writes.size(), deletes.size());
  }

  private static List<RelationTuple> deletes(
      TupleWriteRequest write, Map<TupleKey, RelationTuple> there, long now) {
    var deletes = new ArrayList<RelationTuple>();
    for (TupleKey each : write.deletes()) {
      var tuple = there.get(each);
      if (tuple == null || (hasEnded(tuple, now) && !write.ignoreMissing())) {
        if (!write.ignoreMissing()) {
          throw new RelationException(
              RelationErrorKind.TUPLE_NOT_FOUND,
              "The tuple " + each + " cannot be deleted because it does not exist.");
        }
      } else {
        deletes.add(tuple);
      }
    }
    return deletes;
  }

  private static List<RelationTuple> writes(
      TupleWriteRequest write, Map<TupleKey, RelationTuple> there, long now) {
    var writes = new ArrayList<RelationTuple>();
    for (RelationTuple each : write.writes()) {
      var tuple = there.get(each.key());
      if (tuple == null || hasEnded(tuple, now)) {
        writes.add(each);
      } else if (!write.ignoreExisting() || !tuple.equals(micros(each))) {
        throw new RelationException(
            RelationErrorKind.TUPLE_EXISTS, "The tuple " + each.key() + " already exists.");
      }
    }
    return writes;
  }

  /** Returns the tuple with times in stored precision. */
  private static RelationTuple micros(RelationTuple tuple) {
    return new RelationTuple(
        tuple.key(),
        tuple.condition(),
        tuple
            .expiresAt()
            .map(end -> EpochMicrosConverter.toInstant(EpochMicrosConverter.toMicros(end))));
  }

  private static boolean hasEnded(RelationTuple tuple, long now) {
    return tuple.expiresAt().filter(end -> EpochMicrosConverter.toMicros(end) <= now).isPresent();
  }

  private static void requirePreconditions(
      Connection connection, RelationStoreKey key, TupleWriteRequest write, long now)
      throws SQLException {
    for (TupleWriteRequest.TuplePrecondition each : write.preconditions()) {
      if (TuplePageQuery.exists(connection, key, each.filter(), now) != each.exists()) {
        throw new RelationException(
            RelationErrorKind.PRECONDITION_FAILED,
            each.exists()
                ? "A precondition failed: no tuple matches the filter."
                : "A precondition failed: a tuple matches the filter.");
      }
    }
  }

  private void requireFits(RelationStoreKey key, TupleWriteRequest write, RelationStoreHead head) {
    String modelId =
        write.modelId().or(head::modelId).orElseThrow(RelationExceptionFactory::noModel);
    var rules = new TupleValidator(models.get(key, modelId));
    write.writes().forEach(rules::requireTuple);
    write.deletes().forEach(TupleValidator::requireKey);
  }

  private void requireShape(TupleWriteRequest write) {
    int size = write.writes().size() + write.deletes().size();
    if (size == 0) {
      throw new RelationException(
          RelationErrorKind.INVALID_REQUEST, "A change must write or delete at least one tuple.");
    }
    if (size > maxBatch || write.preconditions().size() > MOST_PRECONDITIONS) {
      throw new RelationException(
          RelationErrorKind.LIMIT_EXCEEDED,
          "A change can have at most "
              + maxBatch
              + " tuples and "
              + MOST_PRECONDITIONS
              + " preconditions.");
    }
    Set<TupleKey> named = new HashSet<>();
    var keys = new ArrayList<>(write.deletes());
    write.writes().forEach(tuple -> keys.add(tuple.key()));
    for (TupleKey each : keys) {
      if (!named.add(each)) {
        throw new RelationException(
            RelationErrorKind.INVALID_REQUEST,
            "The change contains the tuple " + each + " more than once.");
      }
    }
    write.preconditions().forEach(each -> StoredRelationTupleService.requireFilter(each.filter()));
    Optional<String> name = write.idempotencyKey();
    if (name.isPresent() && (name.get().isEmpty() || bytes(name.get()) > LONGEST_NAME)) {
      throw new RelationException(
          RelationErrorKind.INVALID_REQUEST,
          "An idempotency key must have 1 to " + LONGEST_NAME + " bytes.");
    }
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
