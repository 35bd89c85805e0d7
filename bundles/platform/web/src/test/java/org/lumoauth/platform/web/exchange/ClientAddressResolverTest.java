/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.address.IpAddressRanges;
import org.lumoauth.platform.web.settings.ForwardingHeader;
import org.lumoauth.platform.web.settings.HttpServerSettings;
import org.lumoauth.platform.web.settings.RequestBodyBudget;

class ClientAddressResolverTest {
  private static final String PROXY = "10.0.0.1";
  private static final String STRANGER = "192.0.2.7";
  private static final String CLIENT = "198.51.100.2";

  @Test
  void trustsOnlyATrustedProxy() {
    assertEquals(STRANGER, of(STRANGER, "127.0.0.1"));
    assertEquals(STRANGER, forwarded(STRANGER, "for=127.0.0.1"));
    assertEquals(CLIENT, of(PROXY, CLIENT));
    assertEquals(CLIENT, forwarded(PROXY, "for=" + CLIENT));
  }

  @Test
  void returnsAddressReportedByOutermostTrustedProxy() {
    assertEquals(CLIENT, of(PROXY, "127.0.0.1, 198.51.100.2, 10.0.0.9"));
    assertEquals(CLIENT, of(PROXY, "127.0.0.1", "198.51.100.2", "10.0.0.9"));
    assertEquals(CLIENT, forwarded(PROXY, "for=127.0.0.1, for=198.51.100.2, for=10.0.0.9"));
    assertEquals(
        CLIENT, forwarded(PROXY, "for=127.0.0.1", "for=198.51.100.2;proto=https", "for=10.0.0.9"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "unknown",
        "dead",
        "cafe",
        "127.1",
        "0127.0.0.1",
        "198.51.100.2:80, evil",
        "198.51.100.2:99999",
        "198.51.100.2:",
        "_hidden",
        "1.1.1.1\u0000"
      })
  void returnsProxyAddressIfEntryIsInvalid(String header) {
    assertEquals(PROXY, of(PROXY, header));
  }

  @Test
  void returnsLastTrustedProxyBehindInvalidEntry() {
    assertEquals("10.0.0.9", of(PROXY, CLIENT + ", dead, 10.0.0.9"));
    assertEquals("10.0.0.9", forwarded(PROXY, "for=198.51.100.2, for=_dead, for=10.0.0.9"));
    assertEquals("10.0.0.9", forwarded(PROXY, "for=198.51.100.2, by=10.0.0.1, for=10.0.0.9"));
  }

  @ParameterizedTest
  @CsvSource({
    "198.51.100.2:4711, 198.51.100.2",
    "198.51.100.2:80, 198.51.100.2",
    "[2001:db8::1]:443, 2001:db8::1",
    "[2001:DB8::1], 2001:db8::1",
    "2001:db8:0:0::1, 2001:db8::1",
    "::ffff:198.51.100.2, 198.51.100.2",
    "[::ffff:198.51.100.2]:80, 198.51.100.2",
    "fe80::1%eth7, fe80::1"
  })
  void canonicalizesClientAddress(String entry, String address) {
    assertEquals(address, of(PROXY, entry));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "for=198.51.100.2 | 198.51.100.2",
        "For=\"198.51.100.2:4711\" | 198.51.100.2",
        "for=\"198.51.100.2:_x\" | 198.51.100.2",
        "For=\"[2001:DB8:cafe::17]:4711\" | 2001:db8:cafe::17",
        "for=\"[2001:db8::1]\";by=203.0.113.43;proto=http | 2001:db8::1",
        "proto=http;host=\"a, for=1.1.1.1\";for=198.51.100.2 | 198.51.100.2",
        "for=\"198.51.100\\.2\" | 198.51.100.2"
      })
  void parsesForwarded(String header, String address) {
    assertEquals(address, forwarded(PROXY, header));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "for=\"198.51.100.2",
        "for=\", for=198.51.100.2",
        "for=198.51.100.2;for=198.51.100.3",
        "for=198.51.100.2;",
        "for=198.51.100.2 for=198.51.100.3",
        "for = 198.51.100.2",
        "for=198.51.100.2:80",
        "for=2001:db8::1",
        "for=\"2001:db8::1\"",
        "for=unknown",
        "198.51.100.2",
        "for=",
        ""
      })
  void returnsProxyAddressIfForwardedIsMalformed(String header) {
    assertEquals(PROXY, forwarded(PROXY, header));
  }

  @Test
  void rejectsContradictingForwardingHeaders() {
    var problem =
        assertThrows(
            ApiException.class,
            () -> of(ForwardingHeader.ANY, PROXY, List.of("for=1.1.1.1"), List.of(CLIENT)));

    assertEquals(400, problem.status());
  }

  @Test
  void acceptsAgreeingForwardingHeaders() {
    assertEquals(
        "2001:db8::1",
        of(
            ForwardingHeader.ANY,
            PROXY,
            List.of("for=\"[2001:db8::1]:80\""),
            List.of("1.1.1.1, 2001:DB8::1")));
  }

  @Test
  void readsOnlyTheSelectedHeader() {
    var forwarded = List.of("for=1.1.1.1");
    var other = List.of(CLIENT);

    assertEquals("1.1.1.1", of(ForwardingHeader.FORWARDED, PROXY, forwarded, other));
    assertEquals(CLIENT, of(ForwardingHeader.X_FORWARDED_FOR, PROXY, forwarded, other));
    assertEquals(PROXY, of(ForwardingHeader.FORWARDED, PROXY, List.of(), other));
  }

  @Test
  void canonicalizesPeerAddress() {
    assertEquals("2001:db8::7", of("[2001:db8:0:0:0:0:0:7]", "127.0.0.1"));
    assertEquals(CLIENT, of("::ffff:10.0.0.1", CLIENT));
  }

  private static String of(String from, String... forwardedFor) {
    return of(ForwardingHeader.ANY, from, List.of(), List.of(forwardedFor));
  }

  private static String forwarded(String from, String... lines) {
    return of(ForwardingHeader.ANY, from, List.of(lines), List.of());
  }

  private static String of(
      ForwardingHeader header, String from, List<String> forwarded, List<String> forwardedFor) {
    var headers = Map.of("Forwarded", forwarded, "X-Forwarded-For", forwardedFor);
    return ClientAddressResolver.of(
        (HttpServletRequest)
            Proxy.newProxyInstance(
                ClientAddressResolverTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) ->
                    switch (method.getName()) {
                      case "getRemoteAddr" -> from;
                      case "getHeaders" ->
                          Collections.enumeration(headers.getOrDefault(arguments[0], List.of()));
                      default -> null;
                    }),
        new HttpServerSettings.Values(
            "",
            1,
            1,
            new RequestBodyBudget(1),
            IpAddressRanges.of("10.0.0.0/8"),
            header,
            "",
            null,
            null,
            false));
  }
}
