package org.lumoauth.platform.web.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import javax.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.platform.web.AddressRanges;

class PeerTest {
  private static final AddressRanges PROXIES = AddressRanges.of("10.0.0.0/8");
  private static final String PROXY = "10.0.0.1";
  private static final String STRANGER = "192.0.2.7";

  @Test
  void believesNobodyButATrustedProxy() {
    assertEquals(STRANGER, of(STRANGER, "127.0.0.1"));
    assertEquals("198.51.100.2", of(PROXY, "198.51.100.2"));
  }

  @Test
  void takesWhatTheOutermostTrustedProxySawAndNotWhatItWasTold() {
    assertEquals("198.51.100.2", of(PROXY, "127.0.0.1, 198.51.100.2, 10.0.0.9"));
    assertEquals("198.51.100.2", of(PROXY, "127.0.0.1", "198.51.100.2", "10.0.0.9"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "localhost", "unknown", "198.51.100.2:80, evil", "_hidden", "1.1.1.1\u0000"})
  void stopsAtWhatIsNoAddress(String header) {
    assertEquals(PROXY, of(PROXY, header));
  }

  private static String of(String from, String... forwardedFor) {
    return Peer.of(
        (HttpServletRequest)
            Proxy.newProxyInstance(
                PeerTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) ->
                    switch (method.getName()) {
                      case "getRemoteAddr" -> from;
                      case "getHeaders" ->
                          Collections.enumeration(
                              arguments[0].equals("X-Forwarded-For")
                                  ? List.of(forwardedFor)
                                  : List.of());
                      default -> null;
                    }),
        PROXIES);
  }
}
