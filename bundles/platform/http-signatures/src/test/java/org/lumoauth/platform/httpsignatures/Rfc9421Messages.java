/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.httpsignatures;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The messages of RFC 9421 appendix B.2, and a verifier at their time. */
final class Rfc9421Messages {

  static final long CREATED = 1618884473;
  static final String REQUEST_DIGEST =
      "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWX"
          + "vJwew==:";

  private Rfc9421Messages() {}

  /** {@code test-request}. */
  static SignableHttpMessage request() {
    return SignableHttpMessage.request(
        "POST",
        SignatureTargetUri.of("https://example.com/foo?param=Value&Pet=dog"),
        Map.of(
            "Host", List.of("example.com"),
            "Date", List.of("Tue, 20 Apr 2021 02:07:55 GMT"),
            "Content-Type", List.of("application/json"),
            "Content-Digest", List.of(REQUEST_DIGEST),
            "Content-Length", List.of("18")));
  }

  /** {@code test-response}. */
  static SignableHttpMessage response() {
    return SignableHttpMessage.response(
        200,
        Map.of(
            "Date", List.of("Tue, 20 Apr 2021 02:07:56 GMT"),
            "Content-Type", List.of("application/json"),
            "Content-Digest",
                List.of(
                    "sha-512=:mEWXIS7MaLRuGgxOBdODa3xqM1XdEvxoYhvlCFJ41QJgJc4GTsPp29l5oGX69wWdXymyU"
                        + "0rjJuahq4l5aGgfLQ==:"),
            "Content-Length", List.of("23")),
        Optional.of(request()));
  }

  static SignableHttpMessage signed(
      SignableHttpMessage message, String label, String input, String signature) {
    return message
        .with("Signature-Input", label + "=" + input)
        .with("Signature", label + "=:" + signature + ":");
  }

  static MessageSignatureVerifier verifier(String... mustCover) {
    return verifier(Instant.ofEpochSecond(CREATED), mustCover);
  }

  static MessageSignatureVerifier verifier(Instant now, String... mustCover) {
    Set<CoveredComponent> components =
        List.of(mustCover).stream()
            .map(CoveredComponent::of)
            .collect(java.util.stream.Collectors.toSet());
    return new MessageSignatureVerifier(
        new SignatureVerificationPolicy(
            components, Set.of(), Set.of(SignatureAlgorithm.values()), Duration.ofSeconds(60)),
        InstantSource.fixed(now));
  }

  static MessageSignatureVerifier.VerificationKeyResolver always(HttpVerificationKey key) {
    return (label, input) -> Optional.of(key);
  }
}
