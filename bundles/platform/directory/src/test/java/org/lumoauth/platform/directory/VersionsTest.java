package org.lumoauth.platform.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.persistence.StaleDataException;

class VersionsTest {

  @Test
  void tellsWhoeverWasOvertakenThatItWasChanged() {
    Problem told = Versions.changed(new StaleDataException(null));

    assertEquals(412, told.status());
    assertEquals("precondition_failed", told.code());
  }

  @Test
  void tellsWhoeverWaitedInVainToComeAgain() {
    Problem told = Versions.changed(StaleDataException.busy(null));

    assertEquals(503, told.status());
    assertEquals("temporarily_unavailable", told.code());
    assertEquals("1", told.headers().get("Retry-After"));
  }
}
