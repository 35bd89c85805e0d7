/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.access;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import javax.servlet.http.HttpServletResponse;
import javax.servlet.http.HttpServletResponseWrapper;

/** A response that counts the bytes of its body. */
public final class ByteCountingResponse extends HttpServletResponseWrapper {

  private ByteCountingOutput body;
  private PrintWriter writer;

  public ByteCountingResponse(HttpServletResponse response) {
    super(response);
  }

  /**
   * Returns the number of body bytes written to a response; 0 if the response does not count them.
   */
  public static long bytesOf(HttpServletResponse response) {
    return response instanceof ByteCountingResponse counted && counted.body != null
        ? counted.body.count
        : 0;
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    if (body == null) {
      body = new ByteCountingOutput(super.getOutputStream());
    }
    return body;
  }

  @Override
  public PrintWriter getWriter() throws IOException {
    if (writer == null) {
      writer =
          new PrintWriter(
              new OutputStreamWriter(getOutputStream(), Charset.forName(getCharacterEncoding())));
    }
    return writer;
  }

  @Override
  public void flushBuffer() throws IOException {
    if (writer != null) {
      writer.flush();
    }
    super.flushBuffer();
  }

  @Override
  public void resetBuffer() {
    super.resetBuffer();
    if (body != null) {
      body.count = 0;
    }
  }

  @Override
  public void reset() {
    super.reset();
    if (body != null) {
      body.count = 0;
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes at a time
  private static final class ByteCountingOutput extends ServletOutputStream {

    private final ServletOutputStream out;
    private volatile long count;

    ByteCountingOutput(ServletOutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      count++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      count += length;
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }

    @Override
    public boolean isReady() {
      return out.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      out.setWriteListener(listener);
    }
  }
}
