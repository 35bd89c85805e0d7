package org.lumoauth.platform.web.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessGuardTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"open", "client", "authenticated", "operator", "nobody", "permission:users.read"})
  void readsWhatItWrites(String text) {
    assertEquals(text, AccessGuard.parse(text).toString());
  }

  @Test
  void knowsWhatAnAccessTokenOpens() {
    assertTrue(AccessGuard.parse("authenticated").isResource());
    assertTrue(AccessGuard.parse("permission:users.read").isResource());
    for (String other : List.of("open", "client", "operator", "unknown")) {
      assertFalse(AccessGuard.parse(other).isResource(), other);
    }
  }

  @Test
  void letsNobodyInByAGuardThatItDoesNotKnow() {
    assertEquals(AccessGuard.of(AccessGuard.AccessGuardKind.NOBODY), AccessGuard.parse("opne"));
  }
}
