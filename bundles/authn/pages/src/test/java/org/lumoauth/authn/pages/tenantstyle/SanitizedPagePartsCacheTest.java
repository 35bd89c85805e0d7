package org.lumoauth.authn.pages.tenantstyle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SanitizedPagePartsCacheTest {
  private final SanitizedPagePartsCache parts = new SanitizedPagePartsCache();

  @Test
  void isNothingWhereNothingWasWritten() {
    assertSame(TenantPageParts.NONE, parts.of(Optional.empty(), Optional.empty()));
  }

  @Test
  void showsNoStyleSheetThatIsNotLetInAndTheSafePartOfHtml() {
    assertEquals(
        new TenantPageParts(Optional.empty(), Optional.of("<p>a</p>")),
        parts.of(
            Optional.of(".a{display:none}"), Optional.of("<p>a<script>alert(1)</script></p>")));
  }
}
