/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.web.ApiException;

class RequestPathTest {

  @Test
  void decodesEachSegment() {
    assertEquals(
        List.of("users", "zoë@example.com"),
        RequestPath.parse("/users/zo%C3%AB%40example.com").segments());
  }

  @Test
  void ignoresTrailingSlash() {
    assertEquals(List.of("users"), RequestPath.parse("/users/").segments());
  }

  @Test
  void acceptsSegmentOfMaximumLength() {
    assertEquals(1, RequestPath.parse("/" + "u".repeat(255)).segments().size());
  }

  @Test
  void measuresDecodedSegmentLength() {
    assertEquals(1, RequestPath.parse("/" + "%75".repeat(255)).segments().size());
  }

  @Test
  void rejectsOverlongSegment() {
    String path = "/" + "u".repeat(256);

    assertEquals(400, assertThrows(ApiException.class, () -> RequestPath.parse(path)).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "http://host/a",
        "/a//b",
        "//a",
        "/a/../b",
        "/a/./b",
        "/a/%2e%2E/b",
        "/a/%2e",
        "/a%2Fb",
        "/a%5Cb",
        "/a\\b",
        "/a;b=c",
        "/a%00b",
        "/a%0Ab",
        "/a%7Fb",
        "/a%C2%85b",
        "/a%",
        "/a%4",
        "/a%zz",
        "/a%FF",
        "/a%C0%AFb",
        "/a b",
        "/a\u00e9"
      })
  void rejectsAmbiguousPath(String path) {
    assertEquals(
        "invalid_request", assertThrows(ApiException.class, () -> RequestPath.parse(path)).code());
  }
}
