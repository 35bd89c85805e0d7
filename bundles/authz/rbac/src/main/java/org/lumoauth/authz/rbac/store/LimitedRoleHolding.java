package org.lumoauth.authz.rbac.store;

import org.lumoauth.api.authz.RoleLimits;

/**
 * A role that one subject holds within limits.
 *
 * @param roleId the role
 * @param limits where and when it counts
 */
public record LimitedRoleHolding(String roleId, RoleLimits limits) {

  /** As microseconds: a beginning that is none. */
  public static final long ALWAYS = Long.MIN_VALUE;

  /** As microseconds: an end that is none. */
  public static final long NEVER = Long.MAX_VALUE;
}
