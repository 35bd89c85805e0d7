/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.lang.reflect.Proxy;
import javax.servlet.ServletInputStream;
import javax.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.address.IpAddressRanges;
import org.lumoauth.platform.web.settings.ForwardingHeader;
import org.lumoauth.platform.web.settings.HttpServerSettings;
import org.lumoauth.platform.web.settings.RequestBodyBudget;

class LimitedBodyRequestTest {
  private static final int USUAL = 10_000;
  private static final int LARGE = 20_000;
  private static final int BUDGET = 15_000;

  private final HttpServerSettings.Values settings =
      new HttpServerSettings.Values(
          "",
          LARGE,
          USUAL,
          new RequestBodyBudget(BUDGET),
          IpAddressRanges.of(),
          ForwardingHeader.ANY,
          "",
          null,
          null,
          false);

  private LimitedBodyRequest request(int size, int length) {
    ServletInputStream body = new BufferedBodyStream(new byte[size]);
    HttpServletRequest request =
        (HttpServletRequest)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) ->
                    switch (method.getName()) {
                      case "getInputStream" -> body;
                      case "getContentLength" -> length;
                      case "getContentLengthLong" -> (long) length;
                      default -> null;
                    });
    return new LimitedBodyRequest(request, settings);
  }

  private LimitedBodyRequest request(int size) {
    return request(size, size);
  }

  @Test
  void readsBodyUpToOperationLimit() throws IOException {
    LimitedBodyRequest request = request(LARGE - 5_000);
    request.setLimit(LARGE);

    assertEquals(LARGE - 5_000, request.readRemaining().length);
  }

  @Test
  void rejectsAndDiscardsBodyWithTooLargeContentLength() throws IOException {
    LimitedBodyRequest request = request(USUAL + 1);

    ApiException refusal = assertThrows(ApiException.class, () -> request.setLimit(USUAL));

    assertEquals(413, refusal.status());
    assertEquals("payload_too_large", refusal.code());
    assertEquals(-1, request.getInputStream().read());
  }

  @Test
  void rejectsTooLargeBodyWithoutContentLength() {
    LimitedBodyRequest request = request(USUAL + 1, -1);
    request.setLimit(USUAL);

    assertEquals(413, assertThrows(ApiException.class, request::readRemaining).status());
  }

  @Test
  void appliesLimitSetAfterBodyIsOpened() throws IOException {
    LimitedBodyRequest request = request(USUAL + 1, -1);
    var opened = request.getInputStream();
    request.setLimit(LARGE);

    assertEquals(USUAL + 1, opened.readAllBytes().length);
  }

  @Test
  void rejectsBodiesBeyondNodeBudgetUntilReleased() throws IOException {
    LimitedBodyRequest first = request(USUAL);
    LimitedBodyRequest second = request(USUAL);
    LimitedBodyRequest third = request(USUAL);
    first.readRemaining();
    second.readRemaining();

    assertEquals(503, assertThrows(ApiException.class, third::readRemaining).status());
    third.release();
    first.release();
    first.release(); // gives nothing back twice

    assertEquals(USUAL, request(USUAL).readRemaining().length);
    assertEquals(
        503, assertThrows(ApiException.class, () -> request(USUAL).readRemaining()).status());
  }

  @Test
  void readsSmallBodiesDespiteExhaustedBudget() throws IOException {
    request(USUAL).readRemaining();
    request(USUAL).readRemaining();

    assertEquals(RequestBodyBudget.FREE, request(RequestBodyBudget.FREE).readRemaining().length);
  }
}
