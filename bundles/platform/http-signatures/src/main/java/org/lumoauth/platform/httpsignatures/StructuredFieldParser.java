/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.httpsignatures;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.greenbytes.http.sfv.Dictionary;
import org.greenbytes.http.sfv.ListElement;
import org.greenbytes.http.sfv.Parser;
import org.lumoauth.platform.httpsignatures.InvalidMessageSignatureException.SignatureFailureCause;

/**
 * Parses structured fields (RFC 9651). A dictionary with a repeated key is rejected: the grammar
 * uses the last value, and a field that readers could interpret differently must not be signed.
 */
final class StructuredFieldParser {

  private static final int MAX_LENGTH = 16_384;

  private StructuredFieldParser() {}

  static Map<String, ListElement<?>> parseDictionary(String name, List<String> lines)
      throws InvalidMessageSignatureException {
    String text = joined(name, lines);
    try {
      Dictionary dictionary = Parser.parseDictionary(text);
      if (dictionary.get().size() != members(text).size()) {
        throw malformed(name + " repeats a key");
      }
      return Map.copyOf(dictionary.get());
    } catch (IllegalArgumentException e) {
      throw malformed(name + " is not a dictionary");
    }
  }

  /** Returns the keys of a dictionary in their order. */
  static List<String> parseNames(String name, List<String> lines)
      throws InvalidMessageSignatureException {
    parseDictionary(name, lines);
    return members(joined(name, lines));
  }

  /** Returns the strict serialization of a complete field (RFC 9421 section 2.1.1). */
  static String serializeStrictly(String name, List<String> lines)
      throws InvalidMessageSignatureException {
    String text = joined(name, lines);
    try {
      return switch (StructuredFieldType.of(name)) {
        case DICTIONARY -> {
          parseDictionary(name, lines);
          yield Parser.parseDictionary(text).serialize();
        }
        case LIST -> Parser.parseList(text).serialize();
        case ITEM -> Parser.parseItem(text).serialize();
        case UNKNOWN -> throw malformed("the structured type of " + name + " is unknown");
      };
    } catch (IllegalArgumentException e) {
      throw malformed(name + " is malformed");
    }
  }

  private static String joined(String name, List<String> lines)
      throws InvalidMessageSignatureException {
    String text = String.join(", ", lines);
    if (text.length() > MAX_LENGTH) {
      throw malformed(name + " is too long");
    }
    return text;
  }

  /** Splits at the commas that are neither within a string nor an inner list. */
  private static List<String> members(String text) {
    List<String> names = new ArrayList<>();
    Set<String> known = new HashSet<>();
    boolean quoted = false;
    int depth = 0;
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i == text.length() ? ',' : text.charAt(i);
      if (quoted) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          quoted = false;
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth--;
      } else if (c == ',' && depth == 0) {
        String name = text.substring(start, i).strip().split("[=;]", 2)[0];
        names.add(known.add(name) ? name : name + "\u0000" + i);
        start = i + 1;
      }
    }
    return text.isBlank() ? List.of() : names;
  }

  private static InvalidMessageSignatureException malformed(String message) {
    return new InvalidMessageSignatureException(SignatureFailureCause.MALFORMED, message);
  }
}
