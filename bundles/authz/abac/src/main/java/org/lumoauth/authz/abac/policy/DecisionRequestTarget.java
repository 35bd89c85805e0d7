/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.policy;

import java.util.Optional;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.authz.SystemPermissions;

/**
 * The target of a decision request, in the terms of policies. With a resource: its type, and the
 * action either alone or prefixed with the type ({@code read} and {@code documents.read}). Without:
 * a permission, which consists of a resource type, a dot and an action, where any dot may be the
 * separator. Byte-exact.
 *
 * @param action the action
 * @param resource the resource
 */
public record DecisionRequestTarget(String action, Optional<Resource> resource) {

  /** Returns the target of a request. */
  public static DecisionRequestTarget of(DecisionRequest question) {
    return new DecisionRequestTarget(question.action(), question.resource());
  }

  /**
   * Returns whether it is a permission for the administration of this server. Policies do not apply
   * to those, so that a policy can neither lock out a tenant's administrators nor create new
   * administrators.
   */
  public boolean isAdministrative() {
    return SystemPermissions.isAdministrative(action)
        || resource.isPresent()
            && SystemPermissions.isAdministrative(resource.get().type() + "." + action);
  }

  /**
   * Returns the type of the resource; without a resource, the part before the action's last dot.
   */
  public Optional<String> resourceType() {
    if (resource.isPresent()) {
      return Optional.of(resource.get().type());
    }
    int dot = action.lastIndexOf('.');
    return dot > 0 ? Optional.of(action.substring(0, dot)) : Optional.empty();
  }

  /** Returns whether a policy with this resource type and action applies to the target. */
  public boolean matches(String policyType, String policyAction) {
    boolean anyType = policyType.equals(PolicyDocument.ANY);
    boolean anyAction = policyAction.equals(PolicyDocument.ANY);
    if (resource.isPresent()) {
      var type = resource.get().type();
      return (anyType || policyType.equals(type))
          && (anyAction || action.equals(policyAction) || isJoined(type, policyAction));
    }
    if (anyType) {
      return anyAction || action.equals(policyAction) || action.endsWith("." + policyAction);
    }
    return anyAction
        ? action.length() > policyType.length() + 1 && action.startsWith(policyType + ".")
        : isJoined(policyType, policyAction);
  }

  private boolean isJoined(String type, String part) {
    return action.length() == type.length() + 1 + part.length()
        && action.startsWith(type)
        && action.charAt(type.length()) == '.'
        && action.endsWith(part);
  }
}
