package org.lumoauth.oauth.richauthorization.schema;

import com.networknt.schema.ValidationMessage;
import java.util.Set;

/**
 * What is wrong with an element, in characters that {@code error_description} has (RFC 6749 section
 * 5.2), and without what the element says.
 */
final class SchemaViolationMessages {

  private static final int MAX_LENGTH = 120;
  private static final Set<String> UNKNOWN =
      Set.of("unevaluatedProperties", "additionalProperties");
  private static final Set<String> MISSING = Set.of("required", "dependentRequired");

  private SchemaViolationMessages() {}

  static String sentence(ValidationMessage message) {
    String place = place(message);
    if (MISSING.contains(message.getType())) {
      return "The member " + place + " is missing.";
    }
    if (UNKNOWN.contains(message.getType())) {
      return "There is no member " + place + " in this type.";
    }
    return "The member " + place + " is wrong: see " + message.getType() + " in its schema.";
  }

  /** The path of the member, as {@code instructedAmount.amount} or {@code actions.0}. */
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
