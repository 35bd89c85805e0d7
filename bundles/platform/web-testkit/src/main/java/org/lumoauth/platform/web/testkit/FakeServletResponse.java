/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.testkit;

import static org.lumoauth.platform.web.testkit.MultiValueMap.lower;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import javax.servlet.http.HttpServletResponse;

/** The response of an endpoint. */
final class FakeServletResponse {
  private final MultiValueMap headers = new MultiValueMap();
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private int status = 200;

  int status() {
    return status;
  }

  void status(int other) {
    status = other;
  }

  MultiValueMap headers() {
    return headers;
  }

  String text() {
    return written.toString(StandardCharsets.UTF_8);
  }

  /** Returns the servlet view of the response. */
  HttpServletResponse servlet() {
    return InterfaceStub.of(
        HttpServletResponse.class,
        (called, arguments) ->
            switch (called) {
              case "getHeader" -> headers.first(lower(arguments[0]));
              case "getOutputStream" -> output();
              case "getStatus" -> status;
              default -> {
                change(called, arguments);
                yield null;
              }
            });
  }

  private void change(String called, Object[] arguments) {
    switch (called) {
      case "setHeader" -> {
        if (arguments[1] == null) {
          headers.remove(lower(arguments[0]));
        } else {
          headers.set(lower(arguments[0]), (String) arguments[1]);
        }
      }
      case "addHeader" -> headers.add(lower(arguments[0]), (String) arguments[1]);
      case "setContentType" -> headers.set("content-type", (String) arguments[0]);
      case "setStatus" -> status = (int) arguments[0];
      default -> {
        // not evaluated by tests
      }
    }
  }

  private ServletOutputStream output() {
    return new ServletOutputStream() {
      @Override
      public boolean isReady() {
        return true;
      }

      @Override
      public void setWriteListener(WriteListener listener) {
        throw new UnsupportedOperationException("a test writes synchronously");
      }

      @Override
      public void write(int octet) {
        written.write(octet);
      }
    };
  }
}
