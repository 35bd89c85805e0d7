/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.messaging.template;

import java.io.IOException;
import java.io.Writer;

/** Collects the output up to a maximum length. */
final class BoundedTextWriter extends Writer {
  static final int MAX_LENGTH = 100_000;

  private final StringBuilder written = new StringBuilder();

  @Override
  public void write(char[] buffer, int offset, int length) throws IOException {
    if (written.length() + length > MAX_LENGTH) {
      throw new IOException("the message is too long");
    }
    written.append(buffer, offset, length);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  @Override
  public String toString() {
    return written.toString();
  }
}
