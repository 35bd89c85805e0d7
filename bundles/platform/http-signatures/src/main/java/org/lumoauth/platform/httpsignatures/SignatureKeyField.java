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
 * A member of the {@code Signature-Key} field: where the key of the signature with the same label
 * comes from.
 *
 * @param scheme how the key is named, as {@code jwt} or {@code jwks_uri}
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
   * @return empty if there is none of this label
   * @throws InvalidMessageSignatureException if the field is malformed
   */
  public static Optional<SignatureKeyField> read(List<String> lines, String label)
      throws InvalidMessageSignatureException {
    return DictionaryTokenMember.read("signature-key", lines, label)
        .map(member -> new SignatureKeyField(member.token(), member.parameters()));
  }

  /** A parameter of the scheme. */
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /**
   * The field with this as its one member.
   *
   * @param label of the signature
   * @throws IllegalArgumentException if a parameter has characters that a field can't have
   */
  public String field(String label) {
    Map<String, Object> texts = new LinkedHashMap<>();
    parameters.forEach((name, value) -> texts.put(name, StringItem.valueOf(value)));
    return Dictionary.valueOf(
            Map.of(label, TokenItem.valueOf(scheme).withParams(Parameters.valueOf(texts))))
        .serialize();
  }
}
