/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumoauth.platform.web.address.IpAddressRanges;

class StrictTransportSecurityTest {

  @Test
  void coversOnlyThisHostByDefault() {
    assertEquals("max-age=31536000", StrictTransportSecurity.STANDARD.value());
    assertEquals("max-age=31536000", of(31_536_000, false, false));
  }

  @Test
  void addsSubdomainsAndPreloadIfConfigured() {
    assertEquals("max-age=300; includeSubDomains", of(300, true, false));
    assertEquals("max-age=31536000; includeSubDomains; preload", of(31_536_000, true, true));
    assertEquals("max-age=0", of(0, false, false));
  }

  @ParameterizedTest
  @CsvSource({"-1, false, false", "31536000, false, true", "300, true, true"})
  void rejectsInvalidPreloadSettings(long seconds, boolean subDomains, boolean preload) {
    assertThrows(IllegalArgumentException.class, () -> of(seconds, subDomains, preload));
  }

  @ParameterizedTest
  @CsvSource({"https://id.example.com, max-age=31536000", "http://id.example.com, ''"})
  void isSentOnlyOverTls(String baseUrl, String value) {
    var values =
        new HttpServerSettings.Values(
            baseUrl,
            1,
            1,
            new RequestBodyBudget(1),
            IpAddressRanges.of(),
            ForwardingHeader.ANY,
            "",
            StrictTransportSecurity.STANDARD,
            null,
            false);

    assertEquals(value, values.transportSecurity());
  }

  private static String of(long seconds, boolean subDomains, boolean preload) {
    var config =
        (WebServerConfig)
            Proxy.newProxyInstance(
                WebServerConfig.class.getClassLoader(),
                new Class<?>[] {WebServerConfig.class},
                (proxy, method, arguments) ->
                    switch (method.getName()) {
                      case "hstsMaxAgeSeconds" -> seconds;
                      case "hstsIncludeSubDomains" -> subDomains;
                      case "hstsPreload" -> preload;
                      default -> null;
                    });
    return StrictTransportSecurity.of(config).value();
  }
}
