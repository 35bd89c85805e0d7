/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.module.ReadinessProbe;
import org.lumoauth.testkit.contract.ConcurrencyAssertions;

/** The contract of every {@link ReadinessProbe}. */
public abstract class ReadinessProbeContract {

  /** Returns a probe of a part that is ready. */
  protected abstract ReadinessProbe ready();

  /** Returns a probe of a part that is not ready. */
  protected abstract ReadinessProbe unready();

  @Test
  void reportsReadyComponentAsReady() {
    assertEquals(Optional.empty(), ready().findUnreadyReason());
  }

  @Test
  void reportsReasonOfComponentThatIsNotReady() {
    var why = unready().findUnreadyReason();

    assertTrue(why.isPresent());
    assertFalse(why.get().isBlank());
  }

  @Test
  void returnsEqualResultsToConcurrentThreads() {
    ConcurrencyAssertions.assertSameFromManyThreads(
        Optional.empty(), () -> ready().findUnreadyReason());
  }

  @Test
  void returnsQuickly() {
    var probe = ready();
    ConcurrencyAssertions.assertQuick(probe::findUnreadyReason);
  }
}
