package org.lumoauth.authn.pages.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class PagesHeaderTest {

  @Test
  void namesAFolder() {
    assertEquals(new PagesHeader("pages", 0), PagesHeader.parse("pages"));
  }

  @Test
  void mayRankAboveOthers() {
    assertEquals(new PagesHeader("my/pages", 10), PagesHeader.parse("my/pages; ranking=10"));
  }

  @Test
  void refusesAnythingElse() {
    assertThrows(IllegalArgumentException.class, () -> PagesHeader.parse("a,b"));
  }
}
