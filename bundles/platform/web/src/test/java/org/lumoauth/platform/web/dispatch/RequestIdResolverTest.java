/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdResolverTest {

  private final RequestIdResolver ids = new RequestIdResolver();

  private String of(String given) {
    return ids.of(
        (HttpServletRequest)
            Proxy.newProxyInstance(
                RequestIdResolverTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) ->
                    method.getName().equals("getHeader") && arguments[0].equals("X-Request-Id")
                        ? given
                        : null));
  }

  @Test
  void acceptsRequestIdOfClient() {
    assertEquals("from-client_1.2", of("from-client_1.2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "two words", "line\nbreak", "\"quoted\"", "naïve-name"})
  void rejectsRequestIdUnsafeForLogs(String given) {
    assertNotEquals(given, of(given));
  }

  @Test
  void generatesUniqueLogSafeRequestIds() {
    var names = IntStream.range(0, 1_000).mapToObj(each -> of(null)).collect(Collectors.toSet());

    assertEquals(1_000, names.size());
    names.forEach(name -> assertTrue(name.matches("req_[0-9a-z]{8,40}"), name));
  }
}
