/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.openfga.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.relation.RelationTuple;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.api.relation.TupleWriteRequest;
import org.lumoauth.authz.openfga.FgaException;
import org.lumoauth.authz.openfga.FgaIdMapper;

/** A change of tuples. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FgaWriteBody(
    FgaTupleKeysBody writes,
    FgaTupleKeysBody deletes,
    @JsonProperty("authorization_model_id") String modelId) {
  private static final int MAX_TUPLES = 100;

  /**
   * Returns the change.
   *
   * @throws FgaException 400 for an invalid change
   */
  public TupleWriteRequest change() {
    List<RelationTuple> written =
        FgaTupleKeysBody.keys(writes).stream().map(FgaTupleKeyBody::tuple).toList();
    List<TupleKey> deleted =
        FgaTupleKeysBody.keys(deletes).stream().map(FgaTupleKeyBody::key).toList();
    int size = written.size() + deleted.size();
    if (size == 0) {
      throw new FgaException(
          400, "invalid_write_input", "`writes` or `deletes` must have at least one tuple.");
    }
    if (size > MAX_TUPLES) {
      throw new FgaException(
          400,
          "exceeded_entity_limit",
          "The number of write operations exceeds the allowed limit of " + MAX_TUPLES + ".");
    }
    refuseDuplicates(written, deleted);
    return new TupleWriteRequest(
        FgaIdMapper.model(modelId),
        written,
        deleted,
        List.of(),
        writes != null && FgaTupleKeysBody.ignores(writes.onDuplicate(), "on_duplicate"),
        deletes != null && FgaTupleKeysBody.ignores(deletes.onMissing(), "on_missing"),
        Optional.empty());
  }

  private static void refuseDuplicates(List<RelationTuple> written, List<TupleKey> deleted) {
    var keys = new HashSet<TupleKey>();
    for (RelationTuple tuple : written) {
      refuseUnless(keys.add(tuple.key()), tuple.key());
    }
    for (TupleKey key : deleted) {
      refuseUnless(keys.add(key), key);
    }
  }

  private static void refuseUnless(boolean first, TupleKey key) {
    if (!first) {
      throw new FgaException(
          400,
          "cannot_allow_duplicate_tuples_in_one_request",
          "The tuple " + key + " is in the request more than once.");
    }
  }
}
