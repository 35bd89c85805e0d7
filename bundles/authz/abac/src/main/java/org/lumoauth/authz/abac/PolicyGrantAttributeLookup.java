/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac;

import java.util.List;
import java.util.Set;
import org.lumoauth.authz.abac.condition.AttributeLookup;
import org.lumoauth.authz.abac.condition.AttributePath;
import org.lumoauth.authz.abac.policy.PolicyDocument;

/**
 * The attributes that {@link PolicySubjectGrantProvider} uses to determine whether a policy can
 * ever allow a permission for a subject: attributes of the resource and the request are unknown, as
 * are user attributes that an administrator can change.
 */
record PolicyGrantAttributeLookup(
    PolicyDocument policy, AttributeLookup user, boolean ofGroup, List<String> groups)
    implements AttributeLookup {

  /**
   * The attributes that an administrator of users changes, or that a stolen credential provides.
   */
  private static final Set<String> CHANGEABLE =
      Set.of("isActive", "blocked", "emailVerified", "mfaEnabled");

  /** The attributes with the same value for all users of a tenant. */
  private static final Set<String> EQUAL_FOR_ALL =
      Set.of("tenantId", "orgId", "type", "isSuperAdmin");

  private static final String GROUPS = "groups";
  private static final String TYPE = "type";

  static PolicyGrantAttributeLookup ofUser(PolicyDocument policy, AttributeLookup user) {
    return new PolicyGrantAttributeLookup(policy, user, false, List.of());
  }

  /** Returns the attributes that every member of this group has. */
  static PolicyGrantAttributeLookup ofGroup(
      PolicyDocument policy, AttributeLookup user, String slug) {
    return new PolicyGrantAttributeLookup(policy, user, true, List.of(slug));
  }

  @Override
  public boolean isKnown(AttributePath path) {
    return switch (path.root()) {
      case USER -> ofGroup ? path.name().equals(GROUPS) : !CHANGEABLE.contains(path.name());
      case RESOURCE -> path.name().equals(TYPE) && namesAType();
      case ENVIRONMENT -> false;
    };
  }

  @Override
  public Object value(AttributePath path) {
    if (!isKnown(path)) {
      return null;
    }
    return switch (path.root()) {
      case USER -> ofGroup ? groups : user.value(path);
      case RESOURCE -> policy.resourceType();
      case ENVIRONMENT -> null;
    };
  }

  @Override
  public String action() {
    return policy.action();
  }

  /** Returns whether the attribute distinguishes this subject from other users. */
  boolean distinguishes(AttributePath path) {
    return path.root() == AttributePath.AttributeRoot.USER
        && (ofGroup
            ? path.name().equals(GROUPS)
            : !CHANGEABLE.contains(path.name()) && !EQUAL_FOR_ALL.contains(path.name()));
  }

  /** Returns whether the attribute limits a policy to some resources or requests. */
  boolean limits(AttributePath path) {
    return path.root() != AttributePath.AttributeRoot.USER && !isKnown(path);
  }

  /**
   * Returns whether the policy names a type. A dot in the action could be part of the resource
   * type.
   */
  private boolean namesAType() {
    return !policy.resourceType().equals(PolicyDocument.ANY) && policy.action().indexOf('.') < 0;
  }
}
