package org.lumoauth.agents.approvals.rule;

import java.util.Objects;
import java.util.Set;

/**
 * Some people, by what they have in common.
 *
 * @param kind one of {@link #KINDS}
 * @param value the permission, the role or group by id or slug, the user's id, or the name of an
 *     {@link org.lumoauth.api.approval.ApproverResolver}; empty with {@code subject}
 */
public record ApproverSpec(String kind, String value) {

  /** All who have a permission. */
  public static final String PERMISSION = "permission";

  /** All who hold a role. */
  public static final String ROLE = "role";

  /** All who are in a group. */
  public static final String GROUP = "group";

  /** One person. */
  public static final String USER = "user";

  /** The user for whom it is to be done. */
  public static final String SUBJECT = "subject";

  /** People who stand in a relation to what is asked, as {@code owner} or {@code sponsor}. */
  public static final String SOURCE = "source";

  /** The kinds there are. */
  public static final Set<String> KINDS = Set.of(PERMISSION, ROLE, GROUP, USER, SUBJECT, SOURCE);

  public ApproverSpec {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(value, "value");
  }
}
