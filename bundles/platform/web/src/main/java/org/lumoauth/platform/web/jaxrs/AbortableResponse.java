/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.jaxrs;

import java.io.IOException;
import java.util.function.BooleanSupplier;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import javax.servlet.http.HttpServletResponse;
import javax.servlet.http.HttpServletResponseWrapper;

/**
 * A response that ignores output after it is aborted. CXF closes the output of every response, and
 * a closed response looks complete to its client; an aborted one must not.
 */
final class AbortableResponse extends HttpServletResponseWrapper {
  private final BooleanSupplier aborted;
  private ServletOutputStream output;

  AbortableResponse(HttpServletResponse response, BooleanSupplier aborted) {
    super(response);
    this.aborted = aborted;
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    if (output == null) {
      output = new AbortableOutput(super.getOutputStream());
    }
    return output;
  }

  @Override
  public void flushBuffer() throws IOException {
    if (!aborted.getAsBoolean()) {
      super.flushBuffer();
    }
  }

  private final class AbortableOutput extends ServletOutputStream {
    private final ServletOutputStream to;

    AbortableOutput(ServletOutputStream to) {
      this.to = to;
    }

    @Override
    public void write(int b) throws IOException {
      if (!aborted.getAsBoolean()) {
        to.write(b);
      }
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      if (!aborted.getAsBoolean()) {
        to.write(bytes, from, length);
      }
    }

    @Override
    public void flush() throws IOException {
      if (!aborted.getAsBoolean()) {
        to.flush();
      }
    }

    @Override
    public void close() throws IOException {
      if (!aborted.getAsBoolean()) {
        to.close();
      }
    }

    @Override
    public boolean isReady() {
      return to.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      to.setWriteListener(listener);
    }
  }
}
