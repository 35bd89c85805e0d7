/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.authz.rebac.RebacModuleFixture.ACME;

import java.util.Optional;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.api.relation.ReadConsistency;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationException.RelationErrorKind;
import org.lumoauth.api.relation.RelationQueryContext;
import org.lumoauth.api.relation.ResultSlice;
import org.lumoauth.api.relation.TupleChange;
import org.lumoauth.authz.rebac.model.RelationModel;

/** A relation model, and helpers that read the changes of tuples. */
abstract class TupleWriteTestBase {

  static final RelationModel MODEL =
      HandBuiltModels.model()
          .condition("office", "network", "office"::equals)
          .type("user")
          .type("group")
          .define("member", "user", "group#member")
          .type("document")
          .define("viewer", "user", "user:*", "group#member", "user with office")
          .build();

  static RelationQueryContext fresh(String token) {
    return TupleSampleParser.by(new ReadConsistency.AtLeastAsFresh(token));
  }

  static ResultSlice<TupleChange> changes(
      RebacModuleFixture world, RebacModuleFixture.Place place, Optional<String> after) {
    return world.tuples.listChanges(
        ACME, place.store.id(), Optional.empty(), Optional.empty(), 100, after);
  }

  static void refused(RelationErrorKind kind, Executable call) {
    assertEquals(kind, assertThrows(RelationException.class, call).kind());
  }
}
