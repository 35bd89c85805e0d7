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
    assertEquals(Optional.empty(), ready().unready());
  }

  @Test
  void saysWhyAPartIsNotReady() {
    var why = unready().unready();

    assertTrue(why.isPresent());
    assertFalse(why.get().isBlank());
  }

  @Test
  void saysTheSameToManyThreads() {
    Load.assertSameFromManyThreads(Optional.empty(), () -> ready().unready());
  }

  @Test
  void isQuick() {
    var probe = ready();
    Load.assertQuick(probe::unready);
  }
}
