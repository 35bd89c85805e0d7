/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.tuple;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.lumoauth.api.relation.RelationException;

/** More tuples than a store can have. */
class TupleLimitTest {

  @Test
  void rejectsChangeOverLimit() {
    var refusal =
        assertThrows(RelationException.class, () -> TupleWriter.requireCapacity(10, 11, 10));

    assertEquals(RelationException.RelationErrorKind.LIMIT_EXCEEDED, refusal.kind());
  }

  @Test
  void acceptsChangeUpToLimit() {
    assertDoesNotThrow(() -> TupleWriter.requireCapacity(9, 10, 10));
  }

  @Test
  void allowsDeletionsOverLoweredLimit() {
    assertDoesNotThrow(() -> TupleWriter.requireCapacity(30, 20, 10));
  }

  @Test
  void isUnlimitedForZero() {
    assertDoesNotThrow(() -> TupleWriter.requireCapacity(10, 11, 0));
  }
}
