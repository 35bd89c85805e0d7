package org.lumoauth.authn.pages.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class PagesManifestHeaderTest {

  @Test
  void namesAFolder() {
    assertEquals(new PagesManifestHeader("pages", 0), PagesManifestHeader.parse("pages"));
  }

  @Test
  void mayRankAboveOthers() {
    assertEquals(
        new PagesManifestHeader("my/pages", 10), PagesManifestHeader.parse("my/pages; ranking=10"));
  }

  @Test
  void refusesAnythingElse() {
    assertThrows(IllegalArgumentException.class, () -> PagesManifestHeader.parse("a,b"));
  }
}
