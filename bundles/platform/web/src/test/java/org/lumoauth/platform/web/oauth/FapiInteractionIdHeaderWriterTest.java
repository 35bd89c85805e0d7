/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FapiInteractionIdHeaderWriterTest {

  private static final String SENT = "c770aef3-6784-41f7-8e0e-ff5f97bddb3a";

  @ParameterizedTest
  @ValueSource(strings = {SENT, "C770AEF3-6784-41F7-8E0E-FF5F97BDDB3A"})
  void echoesUuidOfClient(String sent) {
    assertEquals(sent, answered(sent));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "c770aef3-6784-41f7-8e0e-ff5f97bddb3",
        "c770aef3-6784-41f7-8e0e-ff5f97bddb3a0",
        "c770aef3-6784-41f7-8e0e-ff5f97bddb3g",
        "c770aef3x6784-41f7-8e0e-ff5f97bddb3a",
        "c770aef3-6784-41f7-8e0e-ff5f97bdd\r\n:",
        "{\"a\":\"c770aef3-6784-41f7-8e0e-ff5f\"}"
      })
  void doesNotEchoInvalidValue(String sent) {
    assertNotEquals(sent, answered(sent));
    assertTrue(FapiInteractionIdHeaderWriter.isUuid(answered(sent)));
  }

  @Test
  void createsAnIdForARequestWithoutOne() {
    String first = answered(null);

    assertEquals(4, UUID.fromString(first).version());
    assertEquals(2, UUID.fromString(first).variant());
    assertFalse(first.equals(answered(null)));
  }

  private static String answered(String sent) {
    Map<String, String> headers = new HashMap<>();
    FapiInteractionIdHeaderWriter.add(
        fake(HttpServletRequest.class, arguments -> sent),
        fake(
            HttpServletResponse.class,
            arguments -> headers.put((String) arguments[0], (String) arguments[1])));
    return headers.get("x-fapi-interaction-id");
  }

  private interface Call {
    Object with(Object... arguments);
  }

  private static <T> T fake(Class<T> contract, Call call) {
    return contract.cast(
        Proxy.newProxyInstance(
            contract.getClassLoader(),
            new Class<?>[] {contract},
            (proxy, method, arguments) -> call.with(arguments)));
  }
}
