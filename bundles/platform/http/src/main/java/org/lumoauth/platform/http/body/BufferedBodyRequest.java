/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.http.body;

import java.nio.ByteBuffer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * A request with its body, or the first part of it, in memory. The rest is read from the network.
 */
final class BufferedBodyRequest extends Request.Wrapper {
  private final boolean whole;
  private ByteBuffer buffered;
  private Throwable failure;

  /**
   * @param whole whether the buffer contains the complete body
   */
  BufferedBodyRequest(Request request, ByteBuffer buffered, boolean whole) {
    super(request);
    this.buffered = buffered;
    this.whole = whole;
  }

  @Override
  public Content.Chunk read() {
    ByteBuffer content;
    synchronized (this) {
      if (failure != null) {
        return Content.Chunk.from(failure, true);
      }
      content = buffered;
      buffered = null;
    }
    if (content != null && (whole || content.hasRemaining())) {
      return Content.Chunk.from(content, whole);
    }
    return whole ? Content.Chunk.EOF : super.read();
  }

  @Override
  public void demand(Runnable available) {
    boolean now;
    synchronized (this) {
      now = whole || buffered != null || failure != null;
    }
    if (now) {
      getContext().execute(available);
    } else {
      super.demand(available);
    }
  }

  @Override
  public void fail(Throwable cause) {
    synchronized (this) {
      failure = cause;
    }
    super.fail(cause);
  }
}
