/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.support.concurrent;

import java.util.concurrent.ThreadFactory;

/** Creates threads that do not prevent the server from stopping. */
public final class DaemonThreadFactory {
  private DaemonThreadFactory() {}

  /**
   * Returns a factory for threads with one name.
   *
   * @param name the name, for diagnostics
   */
  public static ThreadFactory named(String name) {
    return work -> {
      var thread = new Thread(work, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
