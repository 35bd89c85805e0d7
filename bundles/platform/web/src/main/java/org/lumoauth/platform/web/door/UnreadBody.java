package org.lumoauth.platform.web.door;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import javax.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a refused request still sends. A connection that is closed before that was read is reset,
 * and the caller never reads why it was refused (RFC 9112 section 9.6).
 */
final class UnreadBody {
  private static final Logger LOG = LoggerFactory.getLogger(UnreadBody.class);

  /** Beyond so many bytes the connection is closed all the same. */
  private static final int MOST = 8 * 1024 * 1024;

  /** Nor is somebody waited for who sends slowly: nothing is owed to whom was refused. */
  private static final long LONGEST = Duration.ofSeconds(5).toNanos();

  private static final int AT_ONCE = 8192;

  private UnreadBody() {}

  /** Reads and forgets it, unless there is too much of it, or the caller waits for a word first. */
  static void discard(HttpServletRequest request) {
    long length = request.getContentLengthLong();
    if (length <= 0 || length > MOST || request.getHeader("Expect") != null) {
      return;
    }
    try {
      InputStream body = request.getInputStream();
      byte[] bytes = new byte[AT_ONCE];
      long begun = System.nanoTime();
      int read = 0;
      while (read >= 0 && System.nanoTime() - begun < LONGEST) {
        read = body.read(bytes);
      }
    } catch (IOException e) {
      LOG.debug("caller_gone", e);
    }
  }
}
