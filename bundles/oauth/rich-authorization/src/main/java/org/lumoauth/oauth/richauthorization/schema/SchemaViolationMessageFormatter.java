/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.richauthorization.schema;

import com.networknt.schema.ValidationMessage;
import java.util.Set;

/**
 * Describes an invalid element, in characters permitted in {@code error_description} (RFC 6749
 * section 5.2) and without the values of the element.
 */
final class SchemaViolationMessageFormatter {

  private static final int MAX_LENGTH = 120;
  private static final Set<String> UNKNOWN =
      Set.of("unevaluatedProperties", "additionalProperties");
  private static final Set<String> MISSING = Set.of("required", "dependentRequired");

  private SchemaViolationMessageFormatter() {}

  static String sentence(ValidationMessage message) {
    String place = place(message);
    if (MISSING.contains(message.getType())) {
      return "The member " + place + " is required.";
    }
    if (UNKNOWN.contains(message.getType())) {
      return "The member " + place + " is not defined in this type.";
    }
    return "The member " + place + " is invalid: see " + message.getType() + " in its schema.";
  }

  /**
   * Returns the path of the member, for example {@code instructedAmount.amount} or {@code
   * actions.0}.
   */
  static String place(ValidationMessage message) {
    String pointer = message.getInstanceLocation().toString();
    String property = message.getProperty();
    String path = property == null ? pointer : pointer + "/" + property;
    String plain =
        path.replaceFirst("^/", "").replace('/', '.').replaceAll("[^A-Za-z0-9_.$@:-]", "?");
    if (plain.isEmpty()) {
      return "authorization_details";
    }
    return plain.length() > MAX_LENGTH ? plain.substring(0, MAX_LENGTH) : plain;
  }
}
