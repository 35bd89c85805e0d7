/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.revocation;

import java.time.Duration;
import java.util.List;

/** Sends notifications immediately and waits for them for a limited time. */
@FunctionalInterface
interface ImmediateRevocationNotifier {

  /**
   * Sends the notifications.
   *
   * @param most the maximum time to wait
   */
  void notifyNow(List<RevocationNotification> open, Duration most);
}
