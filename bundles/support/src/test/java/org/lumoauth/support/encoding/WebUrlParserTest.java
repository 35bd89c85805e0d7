/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.support.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebUrlParserTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://idp.example.com",
        "https://idp.example.com:8443/t/acme?x=y",
        "http://localhost:8080/cb",
        "http://127.0.0.1/cb",
        "http://[::1]:9/cb"
      })
  void acceptsHttpsAndLoopbackUrls(String text) {
    assertEquals(Optional.of(URI.create(text)), WebUrlParser.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/relative",
        "https:///nowhere",
        "https:opaque",
        "http://idp.example.com",
        "http://localhost.example.com",
        "http://127.0.0.1.example.com",
        "HTTPS://idp.example.com",
        "javascript:alert(1)",
        "https://trusted.example.com@evil.example.com",
        "https://idp.example.com/#fragment",
        "https://idp.example.com/ space"
      })
  void rejectsOtherUrls(String text) {
    assertEquals(Optional.empty(), WebUrlParser.parse(text));
  }

  @Test
  void rejectsIssuerWithQuery() {
    assertTrue(WebUrlParser.parseIssuer("https://idp.example.com/t/acme").isPresent());
    assertTrue(WebUrlParser.parseIssuer("https://idp.example.com?t=acme").isEmpty());
  }

  @Test
  void doesNotTreatMissingHostAsLoopback() {
    assertFalse(WebUrlParser.isLoopback(null));
  }
}
