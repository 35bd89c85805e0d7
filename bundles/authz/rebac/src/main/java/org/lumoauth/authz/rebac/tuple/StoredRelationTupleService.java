/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.tuple;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent.AuditTarget;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.ReadConsistency;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationException.RelationErrorKind;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.RelationTupleService;
import org.lumoauth.api.relation.ResultSlice;
import org.lumoauth.api.relation.StoredRelationTuple;
import org.lumoauth.api.relation.TupleChange;
import org.lumoauth.api.relation.TupleFilter;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.api.relation.TupleWriteRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.rebac.RelationAudit;
import org.lumoauth.authz.rebac.RelationExceptionFactory;
import org.lumoauth.authz.rebac.RelationStoreChangePublisher;
import org.lumoauth.authz.rebac.ResultSliceFactory;
import org.lumoauth.authz.rebac.RevisionTokenCodec;
import org.lumoauth.authz.rebac.RevisionTokenCodec.ChangePosition;
import org.lumoauth.authz.rebac.SignedTokenCodec;
import org.lumoauth.authz.rebac.cache.StoreHeadCache;
import org.lumoauth.authz.rebac.store.PrunedChangeRange;
import org.lumoauth.authz.rebac.store.RebacSqlGateway;
import org.lumoauth.authz.rebac.store.RelationStoreKey;
import org.lumoauth.authz.rebac.store.RelationStoreTable;
import org.lumoauth.authz.rebac.store.TupleChangeRow;
import org.lumoauth.authz.rebac.store.TupleChangeTable;
import org.lumoauth.authz.rebac.store.TuplePageQuery;
import org.lumoauth.platform.persistence.EpochMicrosConverter;
import org.lumoauth.platform.persistence.StaleDataException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores relation tuples in the database. */
@Component
public final class StoredRelationTupleService implements RelationTupleService {

  private static final int MOST = 10_000;
  private static final String READ = "read";

  private final RebacSqlGateway unit;
  private final TupleWriter writer;
  private final StoreHeadCache heads;
  private final SignedTokenCodec tokens;
  private final RevisionTokenCodec revisions;
  private final RelationStoreChangePublisher changes;
  private final RelationAudit audit;

  @Activate
  public StoredRelationTupleService(
      @Reference RebacSqlGateway unit,
      @Reference TupleWriter writer,
      @Reference StoreHeadCache heads,
      @Reference SignedTokenCodec tokens,
      @Reference RevisionTokenCodec revisions,
      @Reference RelationStoreChangePublisher changes,
      @Reference RelationAudit audit) {
    this.unit = unit;
    this.writer = writer;
    this.heads = heads;
    this.tokens = tokens;
    this.revisions = revisions;
    this.changes = changes;
    this.audit = audit;
  }

  @Override
  public String write(
      TenantContext tenant, String storeId, TupleWriteRequest write, AuditInitiator by) {
    audit.requireWritable();
    var key = new RelationStoreKey(tenant.id(), storeId);
    TupleWriter.TupleWriteResult written;
    try {
      written = writer.write(key, write);
    } catch (StaleDataException e) {
      if (e.isBusy()) {
        throw e.toApiException();
      }
      throw new RelationException(
          RelationErrorKind.CONFLICT, "The store was changed by another request. Try again.");
    }
    if (written.written() + written.deleted() > 0) {
      changes.publishChange(key);
      audit.record(
          tenant.id(),
          by,
          "relation.tuples.written",
          new AuditTarget("relation-store", storeId, Optional.empty()),
          "Relation tuples were changed: "
              + written.written()
              + " written, "
              + written.deleted()
              + " deleted.",
          Map.of(
              "written", written.written(),
              "deleted", written.deleted(),
              "revision", written.revision()));
    }
    return revisions.token(key, written.revision());
  }

  @Override
  public ResultSlice<StoredRelationTuple> read(
      TenantContext tenant,
      String storeId,
      TupleFilter filter,
      ReadConsistency consistency,
      int limit,
      Optional<String> after) {
    ResultSliceFactory.requireLimit(limit, MOST);
    requireFilter(filter);
    var key = new RelationStoreKey(tenant.id(), storeId);
    var last = after.map(token -> tupleOf(tokens.read(key, READ, token, 6)));
    if (consistency instanceof ReadConsistency.AtLeastAsFresh fresh) {
      heads.atLeast(key, revisions.readToken(key, fresh.token()).revision());
    }
    long now = EpochMicrosConverter.toMicros(Instant.now());
    List<StoredRelationTuple> found =
        unit.work(
            connection -> {
              if (RelationStoreTable.head(connection, key).isEmpty()) {
                throw RelationExceptionFactory.noStore();
              }
              return TuplePageQuery.page(connection, key, filter, last, now, limit + 1);
            });
    return ResultSliceFactory.cut(
        found, limit, item -> tokens.write(key, READ, namesOf(item.tuple().key())));
  }

  @Override
  public ResultSlice<TupleChange> listChanges(
      TenantContext tenant,
      String storeId,
      Optional<String> objectType,
      Optional<Instant> from,
      int limit,
      Optional<String> after) {
    ResultSliceFactory.requireLimit(limit, MOST);
    var key = new RelationStoreKey(tenant.id(), storeId);
    var place =
        after.map(token -> revisions.readToken(key, token)).orElse(new ChangePosition(0, 0));
    var since =
        after.isPresent() ? Optional.<Long>empty() : from.map(EpochMicrosConverter::toMicros);
    return unit.work(
        connection -> {
          var head =
              RelationStoreTable.head(connection, key)
                  .orElseThrow(RelationExceptionFactory::noStore);
          var found =
              TupleChangeTable.after(
                  connection, key, place.revision(), place.seq(), objectType, since, limit + 1);
          requireWhole(PrunedChangeRange.of(connection, key), place, since);
          boolean more = found.size() > limit;
          var told = found.subList(0, Math.min(limit, found.size()));
          return new ResultSlice<>(
              told.stream().map(row -> change(key, row)).toList(),
              !more,
              Optional.of(next(key, place, told, more, head.revision())));
        });
  }

  /**
   * Refuses a read of pruned changes. It is checked after the changes were read, because pruning is
   * announced before changes are deleted.
   */
  private static void requireWhole(
      PrunedChangeRange gone, ChangePosition place, Optional<Long> since) {
    boolean missing =
        since
            .map(micros -> micros < gone.micros())
            .orElseGet(() -> gone.isPrunedAfter(place.revision(), place.seq()));
    if (missing) {
      throw new RelationException(
          RelationErrorKind.CHANGES_GONE,
          "Changes before "
              + EpochMicrosConverter.toInstant(gone.micros())
              + " are no longer available. Read all tuples again and follow the changes "
              + "from there.");
    }
  }

  /**
   * Returns the next position. If no changes are left, it is the head, which skips changes excluded
   * by the filter; the result may contain changes written after the head was read.
   */
  private String next(
      RelationStoreKey key,
      ChangePosition from,
      List<TupleChangeRow> found,
      boolean more,
      long head) {
    var done = from.revision() > head ? from : new ChangePosition(head, Integer.MAX_VALUE);
    if (!found.isEmpty()) {
      var last = found.get(found.size() - 1);
      if (more || last.revision() > head) {
        done = new ChangePosition(last.revision(), last.seq());
      }
    }
    return revisions.token(key, done);
  }

  private TupleChange change(RelationStoreKey key, TupleChangeRow row) {
    return new TupleChange(
        row.written() ? TupleChange.TupleOperation.WRITE : TupleChange.TupleOperation.DELETE,
        row.tuple(),
        EpochMicrosConverter.toInstant(row.atMicros()),
        revisions.token(key, new ChangePosition(row.revision(), row.seq())));
  }

  static void requireFilter(TupleFilter filter) {
    boolean object = filter.objectId().isEmpty() || filter.objectType().isPresent();
    boolean subject =
        (filter.subjectId().isEmpty() && filter.subjectRelation().isEmpty())
            || filter.subjectType().isPresent();
    if (!object || !subject) {
      throw new RelationException(
          RelationErrorKind.INVALID_REQUEST,
          "An ID or the relation of a subject requires its type.");
    }
  }

  private static List<String> namesOf(TupleKey key) {
    return List.of(
        key.object().type(),
        key.object().id(),
        key.relation(),
        key.subject().type(),
        key.subject().id(),
        key.subject().relation().orElse(""));
  }

  private static TupleKey tupleOf(List<String> names) {
    String userset = names.get(5);
    return new TupleKey(
        new ObjectRef(names.get(0), names.get(1)),
        names.get(2),
        new RelationSubject(
            names.get(3),
            names.get(4),
            userset.isEmpty() ? Optional.empty() : Optional.of(userset)));
  }
}
