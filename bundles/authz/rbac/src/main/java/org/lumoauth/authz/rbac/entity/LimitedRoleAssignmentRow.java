/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.entity;

import java.time.Instant;
import java.util.Optional;
import javax.persistence.Column;
import javax.persistence.EmbeddedId;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.lumoauth.api.authz.RoleAssignmentLimits;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.authz.rbac.store.LimitedRoleAssignmentHolding;
import org.lumoauth.authz.rbac.store.StoredLimitedRoleAssignment;
import org.lumoauth.platform.persistence.EpochMicrosConverter;
import org.lumoauth.platform.persistence.TenantRowLimit;

/**
 * A role assignment with limits. An absent limit is stored as empty text, or as the smallest or
 * largest number.
 */
@Entity
@Table(name = "rbac_limited_assignment")
@TenantRowLimit(name = "limited_role_assignments", limit = 2_000_000)
public class LimitedRoleAssignmentRow {

  @EmbeddedId private LimitedRoleAssignmentKey key;

  @Column(name = "subject_type")
  private String subjectType;

  @Column(name = "subject_id")
  private String subjectId;

  @Column(name = "role_id")
  private String roleId;

  @Column(name = "resource_type")
  private String resourceType;

  @Column(name = "resource_id")
  private String resourceId;

  @Column(name = "organization_id")
  private String organizationId;

  @Column(name = "not_before_micros")
  private long notBeforeMicros;

  @Column(name = "expires_micros")
  private long expiresMicros;

  @Column(name = "created_micros")
  private long createdMicros;

  protected LimitedRoleAssignmentRow() {}

  /** Creates a new row. */
  public LimitedRoleAssignmentRow(String tenantId, StoredLimitedRoleAssignment stored) {
    key = new LimitedRoleAssignmentKey(tenantId, stored.id());
    subjectType = stored.subject().type();
    subjectId = stored.subject().id();
    roleId = stored.roleId();
    resourceType = stored.limits().resourceType().orElse("");
    resourceId = stored.limits().resourceId().orElse("");
    organizationId = stored.limits().organizationId().orElse("");
    createdMicros = EpochMicrosConverter.toMicros(stored.createdAt());
    updateValidity(stored.limits());
  }

  /** Updates the times. */
  public final void updateValidity(RoleAssignmentLimits limits) {
    notBeforeMicros =
        limits
            .notBefore()
            .map(EpochMicrosConverter::toMicros)
            .orElse(LimitedRoleAssignmentHolding.ALWAYS);
    expiresMicros =
        limits
            .expiresAt()
            .map(EpochMicrosConverter::toMicros)
            .orElse(LimitedRoleAssignmentHolding.NEVER);
  }

  /** Returns whether the row has the same role and the same resource limits. */
  public boolean isFor(String role, RoleAssignmentLimits limits) {
    return roleId.equals(role)
        && resourceType.equals(limits.resourceType().orElse(""))
        && resourceId.equals(limits.resourceId().orElse(""))
        && organizationId.equals(limits.organizationId().orElse(""));
  }

  /** Converts the row. */
  public StoredLimitedRoleAssignment toStored() {
    return new StoredLimitedRoleAssignment(
        key.id(),
        new SubjectRef(subjectType, subjectId),
        roleId,
        new RoleAssignmentLimits(
            given(resourceType),
            given(resourceId),
            given(organizationId),
            time(notBeforeMicros, LimitedRoleAssignmentHolding.ALWAYS),
            time(expiresMicros, LimitedRoleAssignmentHolding.NEVER)),
        EpochMicrosConverter.toInstant(createdMicros));
  }

  private static Optional<String> given(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private static Optional<Instant> time(long micros, long none) {
    return micros == none ? Optional.empty() : Optional.of(EpochMicrosConverter.toInstant(micros));
  }
}
