/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.servlet.ReadListener;
import javax.servlet.ServletInputStream;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.settings.RequestBodyBudget;

class LimitedBodyStreamTest {

  private final AtomicInteger taken = new AtomicInteger();

  private LimitedBodyStream body(int size, int limit) {
    ByteArrayInputStream bytes = new ByteArrayInputStream(new byte[size]);
    ServletInputStream stream =
        new ServletInputStream() {
          @Override
          public int read() {
            return bytes.read();
          }

          @Override
          public boolean isFinished() {
            return bytes.available() == 0;
          }

          @Override
          public boolean isReady() {
            return true;
          }

          @Override
          public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException();
          }
        };
    return new LimitedBodyStream(stream, () -> limit, taken::addAndGet);
  }

  @Test
  void readsBodyOfMaximumSize() throws IOException {
    assertEquals(100, body(100, 100).readAllBytes().length);
  }

  @Test
  void doesNotCountSmallBody() throws IOException {
    body(RequestBodyBudget.FREE, 10_000).readAllBytes();

    assertEquals(0, taken.get());
  }

  @Test
  void countsBytesBeyondFreeAllowance() throws IOException {
    body(9_000, 10_000).readAllBytes();

    assertEquals(9_000 - RequestBodyBudget.FREE, taken.get());
  }

  @Test
  void rejectsBodyExceedingLimit() {
    assertEquals(
        "payload_too_large",
        assertThrows(ApiException.class, () -> body(101, 100).readAllBytes()).code());
  }

  @Test
  void rejectsTruncatedBody() {
    assertEquals(400, failing(new IOException("Early EOF")).status());
    assertEquals("invalid_request", failing(new IOException("bad chunk")).code());
  }

  @Test
  void returns408ForTimedOutBody() {
    assertEquals(408, failing(new IOException(new TimeoutException())).status());
  }

  private static ApiException failing(IOException failure) {
    ServletInputStream stream =
        new ServletInputStream() {
          @Override
          public int read() throws IOException {
            throw failure;
          }

          @Override
          public boolean isFinished() {
            return false;
          }

          @Override
          public boolean isReady() {
            return true;
          }

          @Override
          public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException();
          }
        };
    return assertThrows(
        ApiException.class,
        () -> new LimitedBodyStream(stream, () -> 100, bytes -> {}).readAllBytes());
  }
}
