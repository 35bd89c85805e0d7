/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.httpsignatures;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenbytes.http.sfv.Dictionary;
import org.greenbytes.http.sfv.Parameters;
import org.greenbytes.http.sfv.StringItem;
import org.greenbytes.http.sfv.TokenItem;

/**
 * A member of the {@code Signature-Key} field: the source of the key for the signature with the
 * same label.
 *
 * @param scheme the type of the key reference, as {@code jwt} or {@code jwks_uri}
 * @param parameters the scheme's parameters, all texts
 * @see <a href="https://datatracker.ietf.org/doc/draft-hardt-httpbis-signature-key/">HTTP Signature
 *     Keys</a>
 */
public record SignatureKeyField(String scheme, Map<String, String> parameters) {
  public SignatureKeyField {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /**
   * Reads the member with a label.
   *
   * @param lines the field's lines
   * @return empty if the field has no such label
   * @throws InvalidMessageSignatureException if the field is malformed
   */
  public static Optional<SignatureKeyField> read(List<String> lines, String label)
      throws InvalidMessageSignatureException {
    return DictionaryTokenMember.read("signature-key", lines, label)
        .map(member -> new SignatureKeyField(member.token(), member.parameters()));
  }

  /** Returns a parameter of the scheme. */
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /**
   * Returns the field value with this as its only member.
   *
   * @param label the label of the signature
   * @throws IllegalArgumentException if a parameter has characters that a field must not contain
   */
  public String field(String label) {
    Map<String, Object> texts = new LinkedHashMap<>();
    parameters.forEach((name, value) -> texts.put(name, StringItem.valueOf(value)));
    return Dictionary.valueOf(
            Map.of(label, TokenItem.valueOf(scheme).withParams(Parameters.valueOf(texts))))
        .serialize();
  }
}
