package org.lumoauth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.module.ReadinessProbe;

/** What every {@link ReadinessProbe} does. */
public abstract class ReadinessProbeContract {

  /** A probe of a part that is ready. */
  protected abstract ReadinessProbe ready();

  /** A probe of a part that is not. */
  protected abstract ReadinessProbe unready();

  @Test
  void saysThatAReadyPartIsReady() {
    assertEquals(Optional.empty(), ready().findUnreadyReason());
  }

  @Test
  void saysWhyAPartIsNotReady() {
    var why = unready().findUnreadyReason();

    assertTrue(why.isPresent());
    assertFalse(why.get().isBlank());
  }

  @Test
  void saysTheSameToManyThreads() {
    ConcurrencyAssertions.assertSameFromManyThreads(
        Optional.empty(), () -> ready().findUnreadyReason());
  }

  @Test
  void isQuick() {
    var probe = ready();
    ConcurrencyAssertions.assertQuick(probe::findUnreadyReason);
  }
}
