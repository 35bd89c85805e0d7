/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.magiclink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.authn.magiclink.MagicLinkFixture.ACME;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MagicLinkReturnPathTest {

  @Test
  void acceptsTenantPathAndReadsClientId() {
    var path = "/orgs/acme/api/v1/oauth/authorize?scope=openid&client_id=https%3A%2F%2Fa.example";

    assertEquals(
        Optional.of(new MagicLinkReturnPath(path, Optional.of("https://a.example"))),
        MagicLinkReturnPath.of(ACME, path));
  }

  @Test
  void acceptsPathWithoutQuery() {
    assertEquals(
        Optional.of(new MagicLinkReturnPath("/t/acme/account", Optional.empty())),
        MagicLinkReturnPath.of(ACME, "/t/acme/account"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "https://evil.example/t/acme/",
        "//evil.example/t/acme/",
        "/\\evil.example",
        "/t/globex/account",
        "/t/acme",
        "/t/acme/../globex/account",
        "/t/acme/%2e%2e/globex/account",
        "/t/acme//evil.example",
        "/t/acme/account\\",
        "/t/acme/account?a=\\",
        "/t/acme/account#here",
        "/t/acme/account?a=b c",
        "/t/acme/account?a=\r\nSet-Cookie:x",
        "/t/acme/account?a=ä",
        "javascript:alert(1)"
      })
  void rejectsOtherReturnUrls(String sent) { // open redirect
    assertEquals(Optional.empty(), MagicLinkReturnPath.of(ACME, sent));
  }

  @Test
  void rejectsOverlongPath() {
    assertEquals(
        Optional.empty(), MagicLinkReturnPath.of(ACME, "/t/acme/account?" + "a".repeat(2_000)));
  }
}
