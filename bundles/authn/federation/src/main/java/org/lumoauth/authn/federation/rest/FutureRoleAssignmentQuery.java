/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.rest;

import java.time.Instant;
import java.util.stream.Stream;
import org.lumoauth.api.authz.LimitedRoleAssignmentService;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Finds role assignments that start later. The roles module is optional. */
@Component(service = FutureRoleAssignmentQuery.class)
public class FutureRoleAssignmentQuery {

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public volatile LimitedRoleAssignmentService limited;

  /**
   * Returns whether a role of the user or of a group starts later. A caller who gains access to the
   * account now would have it then.
   */
  boolean hasPending(TenantContext tenant, UserDirectory users, SubjectRef user) {
    LimitedRoleAssignmentService known = limited;
    if (known == null) {
      return false;
    }
    Instant now = Instant.now();
    Stream<SubjectRef> groups =
        users.groupsOf(tenant, user.id()).stream().map(id -> new SubjectRef(SubjectRef.GROUP, id));
    return Stream.concat(Stream.of(user), groups)
        .flatMap(holder -> known.listAssignments(tenant, holder).stream())
        .anyMatch(held -> held.limits().notBefore().filter(now::isBefore).isPresent());
  }
}
