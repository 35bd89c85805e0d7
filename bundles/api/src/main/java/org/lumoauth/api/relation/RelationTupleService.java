/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.relation;

import java.time.Instant;
import java.util.Optional;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** Manages the tuples of a store. */
@ProviderType
public interface RelationTupleService {

  /**
   * Writes a change durably.
   *
   * @param by the initiator, for the audit log: one record for the whole change
   * @return a token: a question that is {@link ReadConsistency.AtLeastAsFresh} with it includes the
   *     change
   * @throws RelationException {@code STORE_NOT_FOUND}, {@code NO_MODEL}, {@code MODEL_NOT_FOUND},
   *     {@code INVALID_TUPLE}, {@code TUPLE_EXISTS}, {@code TUPLE_NOT_FOUND}, {@code
   *     PRECONDITION_FAILED}, {@code CONFLICT}, {@code LIMIT_EXCEEDED}
   */
  String write(TenantContext tenant, String storeId, TupleWriteRequest write, AuditInitiator by);

  /**
   * Returns stored tuples, without expired ones.
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
   * Returns the changes of a store in order. {@link ResultSlice#next} is always present: a later
   * call with it returns the changes since.
   *
   * @param objectType only changes of tuples with objects of this type
   * @param from only changes from this time on; used only without a token
   * @param after the token of the previous slice, or of a write
   * @throws RelationException {@code STORE_NOT_FOUND}, {@code INVALID_TOKEN}, {@code CHANGES_GONE}
   *     if some of the changes are no longer stored: none is skipped silently
   */
  ResultSlice<TupleChange> listChanges(
      TenantContext tenant,
      String storeId,
      Optional<String> objectType,
      Optional<Instant> from,
      int limit,
      Optional<String> after);
}
