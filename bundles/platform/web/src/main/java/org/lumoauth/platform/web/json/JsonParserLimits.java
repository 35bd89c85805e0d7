package org.lumoauth.platform.web.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Factories of parsers that bound what a JSON body becomes in memory: a token of two bytes, as
 * {@code {}}, becomes an object of more than fifty.
 */
final class JsonParserLimits {

  /** How deep a body may nest. */
  static final int MAX_DEPTH = 64;

  /** Tokens (names, values, brackets and braces) of a body of up to {@link #USUAL_BYTES}. */
  static final int MAX_TOKENS = 20_000;

  /** Tokens of an object whose members are texts. */
  static final int MAX_FLAT_TOKENS = 2_000;

  /** Up to this length a body may have {@link #MAX_TOKENS}. */
  static final int USUAL_BYTES = 65_536;

  /** A longer body may have so many tokens for each mebibyte or part of one: one for four bytes. */
  static final int MAX_TOKENS_PER_MEBIBYTE = 262_144;

  /** What the client is told. */
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

  /** For bodies of up to {@link #USUAL_BYTES}. */
  JsonFactory standardFactory() {
    return usual;
  }

  /** For objects whose members are texts. */
  JsonFactory flatFactory() {
    return flat;
  }

  /** For a body of this length, which the limit of its route bounds. */
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
        // An error message must not repeat what was sent.
        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
        // Two members of one name are read differently by different parsers.
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .build();
  }
}
