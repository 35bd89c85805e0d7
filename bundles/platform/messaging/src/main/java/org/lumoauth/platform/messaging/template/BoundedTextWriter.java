package org.lumoauth.platform.messaging.template;

import java.io.IOException;
import java.io.Writer;

/** Keeps what is written, up to a length that no message needs. */
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
  public void flush() {
    // There is nothing behind it.
  }

  @Override
  public void close() {
    // There is nothing behind it.
  }

  @Override
  public String toString() {
    return written.toString();
  }
}
