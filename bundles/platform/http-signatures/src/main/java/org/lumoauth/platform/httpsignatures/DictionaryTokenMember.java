/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.httpsignatures;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenbytes.http.sfv.ListElement;
import org.greenbytes.http.sfv.StringItem;
import org.greenbytes.http.sfv.TokenItem;
import org.lumoauth.platform.httpsignatures.InvalidMessageSignatureException.SignatureFailureCause;

/**
 * A token with string parameters in a dictionary (RFC 9651 section 3.2).
 *
 * @param token the token
 * @param parameters its parameters
 */
public record DictionaryTokenMember(String token, Map<String, String> parameters) {
  public DictionaryTokenMember {
    parameters = Map.copyOf(parameters);
  }

  /**
   * Reads the member with a key.
   *
   * @param field the field's name
   * @param lines the field's lines
   * @return empty if there is no such member
   * @throws InvalidMessageSignatureException if the field is malformed
   */
  public static Optional<DictionaryTokenMember> read(String field, List<String> lines, String key)
      throws InvalidMessageSignatureException {
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    ListElement<?> member = StructuredFieldParser.parseDictionary(field, lines).get(key);
    if (member == null) {
      return Optional.empty();
    }
    if (!(member instanceof TokenItem token)) {
      throw malformed(key + " in " + field + " must be a token");
    }
    Map<String, String> parameters = new HashMap<>();
    for (var parameter : token.getParams().entrySet()) {
      if (!(parameter.getValue() instanceof StringItem text)) {
        throw malformed("a parameter of " + key + " in " + field + " must be a string");
      }
      parameters.put(parameter.getKey(), text.get());
    }
    return Optional.of(new DictionaryTokenMember(token.get(), parameters));
  }

  /** Returns a parameter. */
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  private static InvalidMessageSignatureException malformed(String message) {
    return new InvalidMessageSignatureException(SignatureFailureCause.MALFORMED, message);
  }
}
