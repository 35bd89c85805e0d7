package org.lumoauth.platform.web.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"open", "client", "authenticated", "operator", "nobody", "permission:users.read"})
  void readsWhatItWrites(String text) {
    assertEquals(text, Guard.parse(text).toString());
  }

  @Test
  void knowsWhatAnAccessTokenOpens() {
    assertTrue(Guard.parse("authenticated").isResource());
    assertTrue(Guard.parse("permission:users.read").isResource());
    for (String other : List.of("open", "client", "operator", "unknown")) {
      assertFalse(Guard.parse(other).isResource(), other);
    }
  }

  @Test
  void letsNobodyInByAGuardThatItDoesNotKnow() {
    assertEquals(Guard.of(Guard.Kind.NOBODY), Guard.parse("opne"));
  }
}
