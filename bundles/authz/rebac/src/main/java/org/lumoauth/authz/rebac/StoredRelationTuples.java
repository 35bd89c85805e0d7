package org.lumoauth.authz.rebac;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent.Target;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.relation.Consistency;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationException.Kind;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.RelationTuples;
import org.lumoauth.api.relation.Slice;
import org.lumoauth.api.relation.StoredTuple;
import org.lumoauth.api.relation.TupleChange;
import org.lumoauth.api.relation.TupleFilter;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.api.relation.TupleWrite;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.rebac.Revisions.Place;
import org.lumoauth.authz.rebac.cache.StoreHeads;
import org.lumoauth.authz.rebac.store.ChangeRow;
import org.lumoauth.authz.rebac.store.ChangeTable;
import org.lumoauth.authz.rebac.store.Micros;
import org.lumoauth.authz.rebac.store.PrunedChanges;
import org.lumoauth.authz.rebac.store.RebacUnit;
import org.lumoauth.authz.rebac.store.StoreKey;
import org.lumoauth.authz.rebac.store.StoreTable;
import org.lumoauth.authz.rebac.store.TuplePages;
import org.lumoauth.platform.persistence.StaleDataException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tuples in the database. */
@Component
public final class StoredRelationTuples implements RelationTuples {

  private static final int MOST = 10_000;
  private static final String READ = "read";

  private final RebacUnit unit;
  private final TupleWriter writer;
  private final StoreHeads heads;
  private final Tokens tokens;
  private final Revisions revisions;
  private final RelationChanges changes;
  private final RelationAudit audit;

  @Activate
  public StoredRelationTuples(
      @Reference RebacUnit unit,
      @Reference TupleWriter writer,
      @Reference StoreHeads heads,
      @Reference Tokens tokens,
      @Reference Revisions revisions,
      @Reference RelationChanges changes,
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
  public String write(TenantContext tenant, String storeId, TupleWrite write, Initiator by) {
    audit.requireWritable();
    var key = new StoreKey(tenant.id(), storeId);
    TupleWriter.Written written;
    try {
      written = writer.write(key, write);
    } catch (StaleDataException e) {
      if (e.isBusy()) {
        throw e.problem();
      }
      throw new RelationException(
          Kind.CONFLICT, "Other changes of the store got in the way; try again.");
    }
    if (written.written() + written.deleted() > 0) {
      changes.store(key);
      audit.record(
          tenant.id(),
          by,
          "relation.tuples.written",
          new Target("relation-store", storeId, Optional.empty()),
          "Tuples were changed: "
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
  public Slice<StoredTuple> read(
      TenantContext tenant,
      String storeId,
      TupleFilter filter,
      Consistency consistency,
      int limit,
      Optional<String> after) {
    Slices.requireLimit(limit, MOST);
    requireFilter(filter);
    var key = new StoreKey(tenant.id(), storeId);
    var last = after.map(token -> tupleOf(tokens.read(key, READ, token, 6)));
    if (consistency instanceof Consistency.AtLeastAsFresh fresh) {
      heads.atLeast(key, revisions.place(key, fresh.token()).revision());
    }
    long now = Micros.of(Instant.now());
    List<StoredTuple> found =
        unit.work(
            connection -> {
              StoreTable.head(connection, key).orElseThrow(Refusals::noStore);
              return TuplePages.page(connection, key, filter, last, now, limit + 1);
            });
    return Slices.cut(found, limit, item -> tokens.write(key, READ, namesOf(item.tuple().key())));
  }

  @Override
  public Slice<TupleChange> changes(
      TenantContext tenant,
      String storeId,
      Optional<String> objectType,
      Optional<Instant> from,
      int limit,
      Optional<String> after) {
    Slices.requireLimit(limit, MOST);
    var key = new StoreKey(tenant.id(), storeId);
    var place = after.map(token -> revisions.place(key, token)).orElse(new Place(0, 0));
    var since = after.isPresent() ? Optional.<Long>empty() : from.map(Micros::of);
    return unit.work(
        connection -> {
          var head = StoreTable.head(connection, key).orElseThrow(Refusals::noStore);
          var found =
              ChangeTable.after(
                  connection, key, place.revision(), place.seq(), objectType, since, limit + 1);
          requireWhole(PrunedChanges.of(connection, key), place, since);
          boolean more = found.size() > limit;
          var told = found.subList(0, Math.min(limit, found.size()));
          return new Slice<>(
              told.stream().map(row -> change(key, row)).toList(),
              !more,
              Optional.of(next(key, place, told, more, head.revision())));
        });
  }

  /** Looked at after the changes were read: what was removed meanwhile is told by then. */
  private static void requireWhole(PrunedChanges gone, Place place, Optional<Long> since) {
    boolean missing =
        since
            .map(micros -> micros < gone.micros())
            .orElseGet(() -> gone.after(place.revision(), place.seq()));
    if (missing) {
      throw new RelationException(
          Kind.CHANGES_GONE,
          "Changes from before "
              + Micros.instant(gone.micros())
              + " are not kept any more: read the tuples again, and follow the changes from there.");
    }
  }

  /**
   * Where nothing is left, all up to the head is done, also what was not asked for; what was
   * written since the head was read may be among what was found.
   */
  private String next(StoreKey key, Place from, List<ChangeRow> found, boolean more, long head) {
    var done = from.revision() > head ? from : new Place(head, Integer.MAX_VALUE);
    if (!found.isEmpty()) {
      var last = found.get(found.size() - 1);
      if (more || last.revision() > head) {
        done = new Place(last.revision(), last.seq());
      }
    }
    return revisions.token(key, done);
  }

  private TupleChange change(StoreKey key, ChangeRow row) {
    return new TupleChange(
        row.written() ? TupleChange.Operation.WRITE : TupleChange.Operation.DELETE,
        row.tuple(),
        Micros.instant(row.atMicros()),
        revisions.token(key, new Place(row.revision(), row.seq())));
  }

  static void requireFilter(TupleFilter filter) {
    boolean object = filter.objectId().isEmpty() || filter.objectType().isPresent();
    boolean subject =
        (filter.subjectId().isEmpty() && filter.subjectRelation().isEmpty())
            || filter.subjectType().isPresent();
    if (!object || !subject) {
      throw new RelationException(
          Kind.INVALID_REQUEST, "An id or a subject's relation needs the type that it is of.");
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
