/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Parser factories that limit the memory a JSON body takes: two bytes such as {@code {}} become an
 * object of more than fifty.
 */
final class LimitedJsonParserFactory {

  /** The maximum nesting depth of a body. */
  static final int MAX_DEPTH = 64;

  /**
   * The maximum number of tokens (names, values, brackets and braces) of a body of up to {@link
   * #USUAL_BYTES}.
   */
  static final int MAX_TOKENS = 20_000;

  /** The maximum number of tokens of an object with text members. */
  static final int MAX_FLAT_TOKENS = 2_000;

  /** Up to this length a body may have {@link #MAX_TOKENS}. */
  static final int USUAL_BYTES = 65_536;

  /**
   * The maximum number of tokens of a longer body, for each mebibyte or part of it: one token per
   * four bytes.
   */
  static final int MAX_TOKENS_PER_MEBIBYTE = 262_144;

  /** The error message for the client. */
  static final String EXCEEDED =
      "The JSON exceeds a limit: at most "
          + MAX_DEPTH
          + " levels, numbers of 100 and names of 1000 characters, and "
          + MAX_TOKENS
          + " names, values and brackets in 64 KiB ("
          + MAX_FLAT_TOKENS
          + " where only texts are expected).";

  private static final int MEBIBYTE = 1_048_576;
  private static final int MAX_NUMBER = 100;
  private static final int MAX_NAME = 1_000;

  private final JsonFactory usual = factory(MAX_TOKENS, USUAL_BYTES);
  private final JsonFactory flat = factory(MAX_FLAT_TOKENS, USUAL_BYTES);
  private final Map<Integer, JsonFactory> large = new ConcurrentHashMap<>();

  /** Returns the factory for bodies of up to {@link #USUAL_BYTES}. */
  JsonFactory standardFactory() {
    return usual;
  }

  /** Returns the factory for objects with text members. */
  JsonFactory flatFactory() {
    return flat;
  }

  /** Returns the factory for a body of this length, which the route's limit bounds. */
  JsonFactory of(int length, ObjectMapper codec) {
    if (length <= USUAL_BYTES) {
      return usual;
    }
    int mebibytes = (length - 1) / MEBIBYTE + 1;
    return large.computeIfAbsent(
        mebibytes,
        size -> factory(MAX_TOKENS_PER_MEBIBYTE * (long) size, MEBIBYTE * size).setCodec(codec));
  }

  private static JsonFactory factory(long tokens, int text) {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxNumberLength(MAX_NUMBER)
                .maxNameLength(MAX_NAME)
                .maxStringLength(text)
                .maxDocumentLength(text)
                .maxTokenCount(tokens)
                .build())
        // An error message must not repeat the request's content.
        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
        // Parsers treat duplicate members differently.
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .build();
  }
}
