/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals.rule;

import java.util.Objects;
import java.util.Set;

/**
 * Specifies a set of approvers.
 *
 * @param kind one of {@link #KINDS}
 * @param value the permission, the role or group by id or slug, the user's id, or the name of an
 *     {@link org.lumoauth.api.approval.ApproverResolver}; empty with {@code subject}
 */
public record ApproverSpec(String kind, String value) {

  /** All users with a permission. */
  public static final String PERMISSION = "permission";

  /** All users with a role. */
  public static final String ROLE = "role";

  /** All members of a group. */
  public static final String GROUP = "group";

  /** One user. */
  public static final String USER = "user";

  /** The user that the request is on behalf of. */
  public static final String SUBJECT = "subject";

  /** Users with a relation to the requester, for example {@code owner} or {@code sponsor}. */
  public static final String SOURCE = "source";

  /** The supported kinds. */
  public static final Set<String> KINDS = Set.of(PERMISSION, ROLE, GROUP, USER, SUBJECT, SOURCE);

  public ApproverSpec {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(value, "value");
  }
}
