/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.exchange;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Proxy;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import javax.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;

class DisconnectDetectingResponseTest {

  @Test
  void distinguishesClientDisconnectFromOtherFailures() {
    DisconnectDetectingResponse response = new DisconnectDetectingResponse(broken());

    IOException failure =
        assertThrows(IOException.class, () -> response.getOutputStream().write(new byte[10]));

    assertTrue(ClientDisconnectedException.isCauseOf(failure));
    assertTrue(ClientDisconnectedException.isCauseOf(new IllegalStateException(failure)));
    assertFalse(ClientDisconnectedException.isCauseOf(new IOException("of a file")));
  }

  private static HttpServletResponse broken() {
    ServletOutputStream out =
        new ServletOutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("reset");
          }

          @Override
          public boolean isReady() {
            return true;
          }

          @Override
          public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
          }
        };
    return (HttpServletResponse)
        Proxy.newProxyInstance(
            DisconnectDetectingResponseTest.class.getClassLoader(),
            new Class<?>[] {HttpServletResponse.class},
            (proxy, method, arguments) -> method.getName().equals("getOutputStream") ? out : null);
  }
}
