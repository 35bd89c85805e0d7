/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.exchange;

import java.io.IOException;

/** The client closed the connection, or reset the stream, before its response was written. */
public final class ClientDisconnectedException extends IOException {
  private static final long serialVersionUID = 1L;
  private static final int MOST_CAUSES = 16;

  public ClientDisconnectedException(IOException cause) {
    super("The client has disconnected.", cause);
  }

  /** Returns whether the failure was caused by this exception, however wrapped. */
  static boolean isCauseOf(Throwable failure) {
    Throwable cause = failure;
    for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
      if (cause instanceof ClientDisconnectedException) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
