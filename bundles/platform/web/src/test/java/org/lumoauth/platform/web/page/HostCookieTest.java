/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostCookieTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://id.example.com",
        "http://localhost:8080",
        "http://localhost",
        "http://localhost/below/here",
        "http://acme.localhost",
        "http://id.acme.localhost:8080/below",
        "http://127.0.0.1:18080",
        "http://127.1.20.255",
        "http://[::1]:8080"
      })
  void usesHostPrefixWhereBrowsersAcceptSecureCookies(String base) {
    var cookie = HostCookie.of(base, "lumoauth-acme");

    assertEquals("__Host-lumoauth-acme", cookie.name());
    assertTrue(cookie.set("x", Optional.empty()).contains("; Secure"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://id.example.com",
        "http://10.0.0.5:8080",
        "http://127.0.0.1.example.com",
        "http://127.0.0",
        "http://localhost.example.com",
        "http://notlocalhost",
        "http://id.example.com/localhost",
        "http://id.example.com/a.localhost",
        "http://id.example.com:8080/.localhost",
        "http://localhost@id.example.com",
        "http://[::2]:8080",
        "http://[::1].example.com",
        "httpsx://id.example.com"
      })
  void omitsHostPrefixForInsecureOrigins(String base) {
    var cookie = HostCookie.of(base, "lumoauth-acme");

    assertEquals("lumoauth-acme", cookie.name());
    assertFalse(cookie.set("x", Optional.empty()).contains("Secure"));
  }

  @Test
  void setsHttpOnlyAndSameSite() {
    assertEquals(
        "__Host-a=v; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=60",
        HostCookie.of("https://id.example.com", "a").set("v", Optional.of(Duration.ofMinutes(1))));
  }

  @Test
  void clearsCookieWithZeroMaxAge() {
    assertTrue(HostCookie.of("https://id.example.com", "a").clear().endsWith("; Max-Age=0"));
  }
}
