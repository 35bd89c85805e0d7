/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workloadaws;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.lumoauth.support.encoding.JsonEncodingValidator;

/**
 * A signed request presented as an attestation: a JSON object with {@code method}, {@code url},
 * {@code headers} and {@code body}, and no other members.
 *
 * @param method in upper case
 * @param url the URL it is to be sent to
 * @param headers by name in lower case
 * @param body the form
 */
record AwsSignedRequest(String method, URI url, Map<String, String> headers, String body) {

  private static final Set<String> MEMBERS = Set.of("method", "url", "headers", "body");
  private static final int MAX_LENGTH = 8_192;
  private static final int MAX_DEPTH = 3;
  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** Whether a text is intended as a signed request, which is a JSON object. */
  static boolean isSignedRequest(String text) {
    return text.startsWith("{");
  }

  /**
   * Parses a signed request.
   *
   * @throws AwsAttestationRejectedException if it is malformed, or has duplicate or unknown members
   */
  static AwsSignedRequest read(String text) throws AwsAttestationRejectedException {
    try {
      JsonNode tree =
          text.length() > MAX_LENGTH || !JsonEncodingValidator.isValid(text)
              ? null
              : JSON.readTree(text);
      if (tree == null || !tree.isObject()) {
        throw new AwsAttestationRejectedException(
            "it is not a JSON object of at most " + MAX_LENGTH + " characters");
      }
      var names = tree.fieldNames();
      while (names.hasNext()) {
        AwsAttestationRejectedException.require(
            MEMBERS.contains(names.next()), "it has an unknown member");
      }
      return new AwsSignedRequest(
          text(tree, "method"),
          new URI(text(tree, "url")),
          headers(tree.path("headers")),
          text(tree, "body"));
    } catch (JsonProcessingException | URISyntaxException e) {
      throw new AwsAttestationRejectedException("it is not a signed request in JSON");
    }
  }

  /** Returns the value of a header. */
  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  private static Map<String, String> headers(JsonNode sent) throws AwsAttestationRejectedException {
    AwsAttestationRejectedException.require(sent.isObject(), "headers is not an object");
    Map<String, String> headers = new TreeMap<>();
    for (var header : sent.properties()) {
      String value = header.getValue().asText();
      AwsAttestationRejectedException.require(
          header.getValue().isTextual() && value.chars().allMatch(c -> c >= ' ' && c < 127),
          "a header is not a string of visible ASCII characters");
      AwsAttestationRejectedException.require(
          headers.put(header.getKey().toLowerCase(Locale.ROOT), value) == null,
          "a header is duplicated");
    }
    return headers;
  }

  private static String text(JsonNode tree, String name) throws AwsAttestationRejectedException {
    AwsAttestationRejectedException.require(tree.path(name).isTextual(), name + " is not a string");
    return tree.path(name).asText();
  }
}
