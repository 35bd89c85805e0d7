package org.lumoauth.authn.pages.own;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnPartsTest {
  private final OwnParts parts = new OwnParts();

  @Test
  void isNothingWhereNothingWasWritten() {
    assertSame(Own.NONE, parts.of(Optional.empty(), Optional.empty()));
  }

  @Test
  void showsNoStyleSheetThatIsNotLetInAndTheSafePartOfHtml() {
    assertEquals(
        new Own(Optional.empty(), Optional.of("<p>a</p>")),
        parts.of(
            Optional.of(".a{display:none}"), Optional.of("<p>a<script>alert(1)</script></p>")));
  }
}
