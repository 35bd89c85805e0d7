/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import javax.ws.rs.core.StreamingOutput;

/**
 * A response body that is sent while it is written, so it can have any length. If writing fails,
 * the response is aborted: the client sees a broken transfer, never a document that looks complete.
 * A client that reads too slowly for the time limit is disconnected.
 */
public final class StreamedDocumentOutput implements StreamingOutput {
  private static final int BUFFER_BYTES = 16 * 1024;
  private static final Duration TIME_LIMIT = Duration.ofMinutes(10);

  /** Writes the document. */
  @FunctionalInterface
  public interface StreamedDocumentContent {

    /** Writes the whole document; the stream is buffered and must not be closed. */
    void writeTo(OutputStream out) throws IOException;
  }

  private final HttpExchange exchange;
  private final StreamedDocumentContent content;
  private final Duration timeLimit;

  public StreamedDocumentOutput(HttpExchange exchange, StreamedDocumentContent content) {
    this(exchange, content, TIME_LIMIT);
  }

  StreamedDocumentOutput(
      HttpExchange exchange, StreamedDocumentContent content, Duration timeLimit) {
    this.exchange = exchange;
    this.content = content;
    this.timeLimit = timeLimit;
  }

  @Override
  public void write(OutputStream output) {
    try {
      OutputStream out = new TimedOutput(output, System.nanoTime() + timeLimit.toNanos());
      content.writeTo(out);
      out.flush();
    } catch (IOException | RuntimeException | LinkageError e) {
      exchange.abort(e);
    }
  }

  private static final class TimedOutput extends BufferedOutputStream {
    private final long end;

    TimedOutput(OutputStream output, long end) {
      super(output, BUFFER_BYTES);
      this.end = end;
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) throws IOException {
      if (System.nanoTime() - end > 0) {
        throw new IOException("the client reads the document too slowly; transfer aborted");
      }
      super.write(bytes, from, length);
    }
  }
}
