/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.httpsignatures;

import org.lumoauth.platform.httpsignatures.InvalidMessageSignatureException.SignatureFailureCause;

/**
 * Builds the signature base: a line for each covered component, and one for the parameters.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9421#section-2.5">RFC 9421 section 2.5</a>
 */
public final class SignatureBaseBuilder {

  private SignatureBaseBuilder() {}

  /**
   * Builds the signature base of a message.
   *
   * @throws InvalidMessageSignatureException if the message lacks a covered component
   */
  public static String of(SignableHttpMessage message, SignatureInput input)
      throws InvalidMessageSignatureException {
    StringBuilder base = new StringBuilder();
    for (CoveredComponent component : input.components()) {
      String value =
          component.name().startsWith("@")
              ? DerivedComponentValueResolver.value(source(message, component), component)
              : FieldComponentValueResolver.value(source(message, component), component);
      if (value.chars().anyMatch(c -> c < ' ' && c != '\t' || c > '~')) {
        throw new InvalidMessageSignatureException(
            SignatureFailureCause.MALFORMED, component + " has characters that cannot be signed");
      }
      base.append(component).append(": ").append(value).append('\n');
    }
    return base.append("\"@signature-params\": ").append(input).toString();
  }

  /** Section 2.4: a response's signature can cover its request. */
  private static SignableHttpMessage source(SignableHttpMessage message, CoveredComponent component)
      throws InvalidMessageSignatureException {
    if (!component.has("req")) {
      return message;
    }
    return message
        .request()
        .orElseThrow(
            () ->
                new InvalidMessageSignatureException(
                    SignatureFailureCause.COVERAGE,
                    component + " requires the request of a response"));
  }
}
