/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class PagesManifestHeaderTest {

  @Test
  void parsesFolder() {
    assertEquals(new PagesManifestHeader("pages", 0), PagesManifestHeader.parse("pages"));
  }

  @Test
  void parsesRanking() {
    assertEquals(
        new PagesManifestHeader("my/pages", 10), PagesManifestHeader.parse("my/pages; ranking=10"));
  }

  @Test
  void rejectsInvalidHeader() {
    assertThrows(IllegalArgumentException.class, () -> PagesManifestHeader.parse("a,b"));
  }
}
