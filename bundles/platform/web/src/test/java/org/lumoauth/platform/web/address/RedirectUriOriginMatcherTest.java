/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.address;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectUriOriginMatcherTest {

  private static final List<String> REDIRECTS =
      List.of(
          "com.example.app:/cb",
          "https://app.example.com/cb",
          "http://127.0.0.1:9000/cb",
          "https://my_app.example.com/cb",
          "https://my_app.example.com:9443/cb");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example.com/frame?x=1",
        "https://APP.example.com:443/frame",
        "http://127.0.0.1:9000/frame",
        "https://my_app.example.com/frame",
        "https://MY_app.example.com:443/frame",
        "https://my_app.example.com:9443/frame"
      })
  void acceptsOriginOfRedirectUri(String address) {
    assertTrue(RedirectUriOriginMatcher.anyMatches(REDIRECTS, address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://other.example.com/frame",
        "https://app.example.com.other.example/frame",
        "https://app.example.com@other.example/frame",
        "https://app.example.com:8443/frame",
        "http://app.example.com/frame",
        "http://127.0.0.1/frame",
        "com.example.app:/frame",
        "com.example.app://app.example.com/frame",
        "/frame",
        "https://my_app.example.com:8443/frame",
        "http://my_app.example.com/frame",
        "https://your_app.example.com/frame",
        "https://my_app.example.com@other_one.example/frame",
        "https://my_app.example.com:/frame",
        "https://a b/"
      })
  void rejectsOtherOrigins(String address) {
    assertFalse(RedirectUriOriginMatcher.anyMatches(REDIRECTS, address));
  }

  @Test
  void rejectsEveryOriginWithoutRedirectUris() {
    assertFalse(RedirectUriOriginMatcher.anyMatches(List.of(), "https://app.example.com/frame"));
  }
}
