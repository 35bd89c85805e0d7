package org.lumoauth.api.module;

import java.util.concurrent.ThreadFactory;

/** Makes threads that keep no server from stopping. */
public final class DaemonThreadFactory {
  private DaemonThreadFactory() {}

  /**
   * Makes all of them with one name.
   *
   * @param name by which people find them
   */
  public static ThreadFactory named(String name) {
    return work -> {
      var thread = new Thread(work, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
