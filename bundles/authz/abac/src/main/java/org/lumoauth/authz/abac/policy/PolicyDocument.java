/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.policy;

import java.util.Map;
import java.util.Optional;

/**
 * The content of a policy.
 *
 * @param slug the name in paths
 * @param name the display name
 * @param description the description; may be null
 * @param resourceType the resource type; {@code *} for any
 * @param action the action; {@code *} for any
 * @param effect the effect
 * @param priority 0 to 1000; policies with a higher priority are evaluated and reported first
 * @param conditions the conditions as JSON values, as sent; empty for none
 * @param expression an expression instead of conditions; may be null
 * @param active whether the policy is active
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

  /** Matches any resource type or any action. */
  public static final String ANY = "*";

  /** Returns the expression, if any. */
  public Optional<String> source() {
    return Optional.ofNullable(expression);
  }

  /** Returns the same policy, active or inactive. */
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
