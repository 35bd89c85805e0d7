package org.lumoauth.api.relation;

import java.time.Instant;
import java.util.Optional;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** Tuples of a store. */
@ProviderType
public interface RelationTupleService {

  /**
   * Makes a change, durably.
   *
   * @param by who does so, for the audit log: one record for the whole change
   * @return a token: who asks {@link ReadConsistency.AtLeastAsFresh} with it sees the change
   * @throws RelationException {@code STORE_NOT_FOUND}, {@code NO_MODEL}, {@code MODEL_NOT_FOUND},
   *     {@code INVALID_TUPLE}, {@code TUPLE_EXISTS}, {@code TUPLE_NOT_FOUND}, {@code
   *     PRECONDITION_FAILED}, {@code CONFLICT}, {@code LIMIT_EXCEEDED}
   */
  String write(TenantContext tenant, String storeId, TupleWriteRequest write, AuditInitiator by);

  /**
   * Reads tuples as they are kept, those that have expired left out.
   *
   * @throws RelationException {@code STORE_NOT_FOUND}, {@code INVALID_REQUEST}, {@code
   *     INVALID_TOKEN}
   */
  ResultSlice<StoredRelationTuple> read(
      TenantContext tenant,
      String storeId,
      TupleFilter filter,
      ReadConsistency consistency,
      int limit,
      Optional<String> after);

  /**
   * The changes of a store in the order in which they were made. {@link ResultSlice#next} is always
   * there: who asks with it later sees what has come since.
   *
   * @param objectType only changes of tuples of such objects
   * @param from only changes from this time on; counts only without a token
   * @param after the token of the slice before, or of a write
   * @throws RelationException {@code STORE_NOT_FOUND}, {@code INVALID_TOKEN}, {@code CHANGES_GONE}
   *     if some of them are not kept any more: none is passed over in silence
   */
  ResultSlice<TupleChange> listChanges(
      TenantContext tenant,
      String storeId,
      Optional<String> objectType,
      Optional<Instant> from,
      int limit,
      Optional<String> after);
}
