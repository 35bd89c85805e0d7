package org.lumoauth.api.authz;

import java.util.List;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Roles that users, groups and agents hold within limits, beside those of {@link
 * RoleAssignmentService}: to replace or take away a subject's roles there takes these away too.
 * Refusals are {@link org.lumoauth.api.web.ApiException}s: 404 {@code resource_not_found} for an
 * unknown role, 422 {@code validation_error} for limits that make no sense.
 */
@ProviderType
public interface LimitedRoleService {

  /** What ids of these assignments begin with. */
  String ID_PREFIX = "ras_";

  /** What the subject holds directly within limits, over or not yet begun too, oldest first. */
  List<LimitedRoleAssignment> listAssignments(TenantContext tenant, SubjectRef subject);

  /** Gives a role within limits. The same role for the same resources has its times set anew. */
  LimitedRoleAssignment assign(
      TenantContext tenant, SubjectRef subject, String role, RoleLimits limits);

  /** Takes an assignment of the subject away, and returns what it was; empty if there is none. */
  Optional<LimitedRoleAssignment> revoke(TenantContext tenant, SubjectRef subject, String id);
}
