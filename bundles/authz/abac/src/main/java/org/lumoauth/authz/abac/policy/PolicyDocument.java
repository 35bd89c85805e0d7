package org.lumoauth.authz.abac.policy;

import java.util.Map;
import java.util.Optional;

/**
 * What a policy says.
 *
 * @param slug its name in paths
 * @param name what people call it
 * @param description what it is for; may be null
 * @param resourceType to what it applies; {@code *} to everything
 * @param action to which action; {@code *} to every one
 * @param effect what it does
 * @param priority 0 to 1000; of several the highest is asked, and told, first
 * @param conditions as they were written, JSON-like; empty for none
 * @param expression a condition in the expression language in their place; may be null
 * @param active whether it applies at all
 */
public record PolicyDocument(
    String slug,
    String name,
    String description,
    String resourceType,
    String action,
    PolicyEffect effect,
    int priority,
    Map<String, Object> conditions,
    String expression,
    boolean active) {

  /** What stands for any resource type or any action. */
  public static final String ANY = "*";

  /** The expression, if it has one. */
  public Optional<String> source() {
    return Optional.ofNullable(expression);
  }

  /** The same, switched on or off. */
  public PolicyDocument withActive(boolean on) {
    return new PolicyDocument(
        slug,
        name,
        description,
        resourceType,
        action,
        effect,
        priority,
        conditions,
        expression,
        on);
  }
}
