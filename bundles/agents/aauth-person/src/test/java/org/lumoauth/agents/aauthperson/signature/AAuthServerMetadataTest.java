/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AAuthServerMetadataTest {

  private static final String NAME = "revocation_endpoint";

  @Test
  void returnsEndpointUrl() {
    assertEquals(
        Optional.of(URI.create("https://a.example/revoke")), endpoint("https://a.example/revoke"));
  }

  /** Section Endpoint and Other URLs; what is no address is as if it were not there. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://a.example/revoke",
        "https://a.example/revoke?a=b",
        "https://a.example/revoke#a",
        "https://a:b@a.example/revoke",
        "https:///revoke",
        "https:revoke",
        "file:///etc/passwd",
        "gopher://a.example/",
        "/revoke",
        "https://a b",
        ""
      })
  void ignoresInvalidEndpointUrls(String address) {
    assertEquals(Optional.empty(), endpoint(address));
  }

  @Test
  void returnsPageUrlWithEscapedBidiCharacters() {
    assertEquals(
        Optional.of("https://a.example/privacy?a=b"), page("https://a.example/privacy?a=b"));
    assertEquals(
        Optional.of("https://a.example/%E2%80%AEb"), page("https://a.example/\u202eb"), "turned");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://a.example/",
        "javascript:alert(1)",
        "data:text/html,a",
        "//a.example/",
        "https://a@b.example/",
        "https://\u0430.example/",
        ""
      })
  void ignoresInvalidPageUrls(String address) {
    assertEquals(Optional.empty(), page(address));
    assertEquals(
        Optional.empty(), page("https://a.example/" + "x".repeat(300)), "too long to show");
  }

  private static Optional<String> page(String address) {
    return AAuthServerMetadata.of(new ObjectMapper().valueToTree(Map.of("tos_uri", address)))
        .page("tos_uri");
  }

  private static Optional<URI> endpoint(String address) {
    return AAuthServerMetadata.of(new ObjectMapper().valueToTree(Map.of(NAME, address)))
        .endpoint(NAME);
  }
}
