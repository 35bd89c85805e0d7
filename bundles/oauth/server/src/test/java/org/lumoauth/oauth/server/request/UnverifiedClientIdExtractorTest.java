/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.server.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.TestBuilders.anOAuthRequest;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnverifiedClientIdExtractorTest {

  @Test
  void readsClientIdFromAssertionSubject() {
    assertEquals(Optional.of("cli_1"), claimed("h." + encoded("{\"sub\":\"cli_1\"}") + ".s"));
  }

  @Test
  void truncatesAndSanitizesClientId() {
    String long64 = "x".repeat(64);

    assertEquals(
        Optional.of(long64), claimed("h." + encoded("{\"sub\":\"" + long64 + "y\"}") + ".s"));
    assertEquals(Optional.of("a?b"), claimed("h." + encoded("{\"sub\":\"a b\"}") + ".s"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "h.p", "h.!.s", "h.bm90IEpTT04.s", "h.e30.s", "h.eyJzdWIiOjF9.s"})
  void returnsEmptyForMalformedAssertion(String assertion) {
    assertEquals(Optional.empty(), claimed(assertion));
  }

  @Test
  void prefersClientIdParameter() {
    var request =
        anOAuthRequest()
            .with("client_id", "cli_2")
            .with("client_assertion", "h." + encoded("{\"sub\":\"cli_1\"}") + ".s")
            .build();

    assertEquals(Optional.of("cli_2"), UnverifiedClientIdExtractor.id(request));
  }

  private static Optional<String> claimed(String assertion) {
    return UnverifiedClientIdExtractor.id(
        anOAuthRequest().with("client_assertion", assertion).build());
  }

  private static String encoded(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
