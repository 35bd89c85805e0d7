package org.lumoauth.agents.aauthperson.revocation;

import java.time.Duration;
import java.util.List;

/** Tells those now that are to hear of something, and waits for them a while. */
@FunctionalInterface
interface RevocationNotifier {

  /**
   * Tells them.
   *
   * @param most how long to wait at the most
   */
  void notifyNow(List<RevocationNotification> open, Duration most);
}
