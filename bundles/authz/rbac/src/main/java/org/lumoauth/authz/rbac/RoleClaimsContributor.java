/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.token.SubjectClaimsContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.rbac.graph.RoleGraphAndHoldingsCache;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Contributes the claim {@code roles} (RFC 7643 section 4.1.2, RFC 9068 section 2.2.3.1): the slugs
 * of a user's roles, assigned directly or through groups. Requires the scope of the same name, or a
 * request for the claim.
 */
@Component(
    property = {
      "lumoauth.kind=claims",
      "lumoauth.name=roles",
      "lumoauth.web.answers=roles:array For the scope roles"
    })
public final class RoleClaimsContributor implements SubjectClaimsContributor {

  private static final String ROLES = "roles";

  private final RoleGraphAndHoldingsCache index;
  private final UserDirectory users;

  @Activate
  public RoleClaimsContributor(
      @Reference RoleGraphAndHoldingsCache index, @Reference UserDirectory users) {
    this.index = index;
    this.users = users;
  }

  @Override
  public Set<String> claims() {
    return Set.of(ROLES);
  }

  @Override
  public Map<String, String> scopeByClaim() {
    return Map.of(ROLES, ROLES);
  }

  @Override
  public Map<String, Object> claims(
      TenantContext tenant,
      SubjectRef subject,
      Client client,
      Set<String> scope,
      Set<String> requested) {
    boolean wanted = scope.contains(ROLES) || requested.contains(ROLES);
    if (!wanted || !RoleHolderTypes.canHoldRoles(subject.type())) {
      return Map.of();
    }
    var slugs = new TreeSet<String>();
    collect(tenant, subject, slugs);
    if (subject.type().equals(SubjectRef.USER)) {
      users
          .groupsOf(tenant, subject.id())
          .forEach(group -> collect(tenant, new SubjectRef(SubjectRef.GROUP, group), slugs));
    }
    return slugs.isEmpty() ? Map.of() : Map.of(ROLES, List.copyOf(slugs));
  }

  private void collect(TenantContext tenant, SubjectRef holder, Set<String> slugs) {
    var holding = index.holding(tenant.id(), holder);
    holding.roles().forEach(role -> slugs.add(role.ref().slug()));
    // Tokens are not specific to a resource, so they contain only roles that are valid now for all
    // resources.
    holding.limited().stream()
        .filter(each -> each.limits().covers(Optional.empty()))
        .filter(each -> each.limits().isActiveAt(Instant.now()))
        .forEach(each -> slugs.add(each.role().ref().slug()));
  }
}
