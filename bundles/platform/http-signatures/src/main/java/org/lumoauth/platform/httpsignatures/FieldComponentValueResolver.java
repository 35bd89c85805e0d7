/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.httpsignatures;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.greenbytes.http.sfv.ListElement;
import org.lumoauth.platform.httpsignatures.InvalidMessageSignatureException.SignatureFailureCause;

/** Computes the values of fields (RFC 9421 section 2.1). */
final class FieldComponentValueResolver {

  private FieldComponentValueResolver() {}

  static String value(SignableHttpMessage message, CoveredComponent component)
      throws InvalidMessageSignatureException {
    String name = component.name();
    Map<String, List<String>> fields =
        component.has("tr") ? message.trailers() : message.fields(); // section 2.1.4
    List<String> lines = fields.get(name);
    if (lines == null) {
      throw new InvalidMessageSignatureException(
          SignatureFailureCause.COVERAGE, name + " is covered but absent");
    }
    List<String> plain = lines.stream().map(FieldComponentValueResolver::unfolded).toList();
    if (component.has("bs")) {
      return bytes(plain);
    }
    if (component.parameters().get("key") instanceof String key) {
      return member(name, plain, key);
    }
    return component.has("sf")
        ? StructuredFieldParser.serializeStrictly(name, plain)
        : String.join(", ", plain);
  }

  /**
   * Section 2.1: surrounding whitespace is removed, and obsolete line folding becomes one space.
   */
  private static String unfolded(String line) {
    return line.replaceAll("[ \\t]*\\r?\\n[ \\t]+", " ").replaceAll("^[ \\t]+|[ \\t]+$", "");
  }

  /**
   * Section 2.1.3: each line as a byte sequence, so that lines cannot be joined in a different way.
   */
  private static String bytes(List<String> lines) {
    return lines.stream()
        .map(line -> line.getBytes(StandardCharsets.ISO_8859_1))
        .map(line -> ":" + Base64.getEncoder().encodeToString(line) + ":")
        .collect(Collectors.joining(", "));
  }

  /** Section 2.1.2. */
  private static String member(String name, List<String> lines, String key)
      throws InvalidMessageSignatureException {
    ListElement<?> member = StructuredFieldParser.parseDictionary(name, lines).get(key);
    if (member == null) {
      throw new InvalidMessageSignatureException(
          SignatureFailureCause.COVERAGE, "a member of " + name + " is covered but absent");
    }
    return member.serialize();
  }
}
