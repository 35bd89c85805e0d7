/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PublishedJwkSetTest {

  private static final Map<String, Object> ONE = Map.of("kid", "sig_1");
  private static final Map<String, Object> TWO = Map.of("kid", "sig_2");

  @Test
  void hasSameEntityTagForSameKeys() {
    assertEquals(
        new PublishedJwkSet(List.of(ONE, TWO)).entityTag(),
        new PublishedJwkSet(List.of(ONE, TWO)).entityTag());
  }

  @Test
  void hasOtherEntityTagForOtherKeys() {
    assertNotEquals(
        new PublishedJwkSet(List.of(ONE)).entityTag(),
        new PublishedJwkSet(List.of(ONE, TWO)).entityTag());
  }

  @Test
  void matchesEntityTagInIfNoneMatch() {
    var set = new PublishedJwkSet(List.of(ONE));

    assertTrue(set.matches("\"other\", " + set.entityTag()));
    assertTrue(set.matches("W/" + set.entityTag()));
    assertTrue(set.matches("*"));
  }

  @Test
  void doesNotMatchOtherEntityTag() {
    assertFalse(new PublishedJwkSet(List.of(ONE)).matches("\"other\""));
    assertFalse(new PublishedJwkSet(List.of(ONE)).matches(null));
  }
}
