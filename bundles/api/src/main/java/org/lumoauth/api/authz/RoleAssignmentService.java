package org.lumoauth.api.authz;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Roles that users, groups and agents hold directly. Refusals are {@link
 * org.lumoauth.api.web.ApiException}s: 404 {@code resource_not_found} for an unknown role.
 */
@ProviderType
public interface RoleAssignmentService {

  /** The role with this id or slug. */
  Optional<RoleRef> find(TenantContext tenant, String idOrSlug);

  /** The roles that the subject holds directly. */
  List<RoleRef> rolesOf(TenantContext tenant, SubjectRef subject);

  /** The same for many subjects; a subject without roles has an empty list. */
  Map<SubjectRef, List<RoleRef>> rolesOf(TenantContext tenant, Collection<SubjectRef> subjects);

  /** Adds roles by id or slug; holding one already is no error. */
  void assign(TenantContext tenant, SubjectRef subject, Collection<String> roles);

  /** Makes these the subject's roles. */
  void replace(TenantContext tenant, SubjectRef subject, Collection<String> roles);

  /** Takes a role away; not holding it is no error. */
  void revoke(TenantContext tenant, SubjectRef subject, String role);

  /** Takes everything away, as when the subject is deleted. */
  void revokeAll(TenantContext tenant, SubjectRef subject);
}
