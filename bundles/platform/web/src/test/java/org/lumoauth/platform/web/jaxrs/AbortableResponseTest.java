/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.jaxrs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import javax.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;

class AbortableResponseTest {
  private final List<String> calls = new ArrayList<>();
  private final AtomicBoolean aborted = new AtomicBoolean();
  private final HttpServletResponse response = new AbortableResponse(server(), aborted::get);

  @Test
  void delegatesOutput() throws IOException {
    use();

    assertEquals(List.of("write", "flush", "close", "flushBuffer"), calls);
  }

  @Test
  void ignoresOutputAndCloseAfterAbort() throws IOException {
    aborted.set(true);

    use();

    assertEquals(List.of(), calls);
  }

  private void use() throws IOException {
    response.getOutputStream().write(new byte[] {1, 2}, 0, 2);
    response.getOutputStream().flush();
    response.getOutputStream().close();
    response.flushBuffer();
  }

  private HttpServletResponse server() {
    ServletOutputStream output = new RecordedOutput();
    return (HttpServletResponse)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {HttpServletResponse.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("getOutputStream")) {
                return output;
              }
              calls.add(method.getName());
              return null;
            });
  }

  private final class RecordedOutput extends ServletOutputStream {
    @Override
    public void write(int octet) {
      calls.add("write one");
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      calls.add("write");
    }

    @Override
    public void flush() {
      calls.add("flush");
    }

    @Override
    public void close() {
      calls.add("close");
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new UnsupportedOperationException();
    }
  }
}
