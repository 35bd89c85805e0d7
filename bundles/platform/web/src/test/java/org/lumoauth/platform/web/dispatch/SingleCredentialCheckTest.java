/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.dispatch;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import javax.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.web.ApiException;

class SingleCredentialCheckTest {

  @Test
  void refusesTwoAuthorizationHeaders() {
    var two = request("Bearer a", "Bearer b");

    var refusal = assertThrows(ApiException.class, () -> SingleCredentialCheck.check(two));

    assertEquals(400, refusal.status());
    assertEquals("invalid_request", refusal.code());
  }

  @Test
  void acceptsOneOrNoAuthorizationHeader() {
    assertDoesNotThrow(() -> SingleCredentialCheck.check(request("Bearer a")));
    assertDoesNotThrow(() -> SingleCredentialCheck.check(request()));
  }

  private static HttpServletRequest request(String... authorization) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            SingleCredentialCheckTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) ->
                method.getName().equals("getHeaders") && arguments[0].equals("Authorization")
                    ? Collections.enumeration(List.of(authorization))
                    : null);
  }
}
