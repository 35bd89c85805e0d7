package org.lumoauth.authz.abac.policy;

import java.util.Optional;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.authz.SystemPermissions;

/**
 * What a question is about, as policies name it. With a resource: its type, and the action either
 * alone or behind the type ({@code read} and {@code documents.read}). Without: a permission, which
 * is a resource type, a dot and an action, wherever the dot may be. Byte for byte.
 *
 * @param action what is asked
 * @param resource what it is done to
 */
public record PolicyTarget(String action, Optional<Resource> resource) {

  /** What the question is about. */
  public static PolicyTarget of(DecisionRequest question) {
    return new PolicyTarget(question.action(), question.resource());
  }

  /**
   * Whether it is a permission of this server's own administration. Policies have no say in those:
   * nobody locks a tenant's administrators out by one, nor becomes one.
   */
  public boolean isAdministrative() {
    return SystemPermissions.isAdministrative(action)
        || resource.isPresent()
            && SystemPermissions.isAdministrative(resource.get().type() + "." + action);
  }

  /** The type of the resource; without one, what stands before the action's last dot. */
  public Optional<String> resourceType() {
    if (resource.isPresent()) {
      return Optional.of(resource.get().type());
    }
    int dot = action.lastIndexOf('.');
    return dot > 0 ? Optional.of(action.substring(0, dot)) : Optional.empty();
  }

  /** Whether a policy of this resource type and action is concerned. */
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
