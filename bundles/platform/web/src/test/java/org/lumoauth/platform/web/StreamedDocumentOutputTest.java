/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamedDocumentOutputTest {
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private final List<Throwable> aborted = new ArrayList<>();
  private final HttpExchange exchange =
      (HttpExchange)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {HttpExchange.class},
              (proxy, method, arguments) -> {
                assertEquals("abort", method.getName());
                aborted.add((Throwable) arguments[0]);
                return null;
              });

  @Test
  void writesWholeDocument() {
    new StreamedDocumentOutput(exchange, out -> out.write("whole".getBytes(StandardCharsets.UTF_8)))
        .write(sent);

    assertEquals("whole", sent.toString(StandardCharsets.UTF_8));
    assertEquals(List.of(), aborted);
  }

  @Test
  void abortsResponseIfContentFails() {
    var failure = new IllegalStateException("the database is gone");

    new StreamedDocumentOutput(
            exchange,
            out -> {
              out.write(1);
              throw failure;
            })
        .write(sent);

    assertEquals(List.of(failure), aborted);
  }

  @Test
  void abortsResponseToTooSlowClient() {
    new StreamedDocumentOutput(
            exchange, out -> out.write(new byte[100]), Duration.ofSeconds(1).negated())
        .write(sent);

    assertEquals(1, aborted.size());
    assertTrue(aborted.get(0) instanceof IOException);
  }
}
