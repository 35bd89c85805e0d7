/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.link;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumoauth.api.federation.LinkedIdentityLookup;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Provides linked identities to other modules. */
@Component(service = LinkedIdentityLookup.class)
public final class StoredLinkedIdentityLookup implements LinkedIdentityLookup {

  private final IdentityLinkStore links;

  @Activate
  public StoredLinkedIdentityLookup(@Reference IdentityLinkStore links) {
    this.links = links;
  }

  @Override
  public Map<String, List<LinkedIdentity>> findByUserIds(
      TenantContext tenant, Set<String> userIds) {
    return links.ofUsers(tenant.id(), userIds).stream()
        .collect(
            Collectors.groupingBy(
                IdentityLink::userId,
                Collectors.mapping(StoredLinkedIdentityLookup::shown, Collectors.toList())));
  }

  private static LinkedIdentity shown(IdentityLink link) {
    return new LinkedIdentity(
        link.provider(), link.issuer(), link.subject(), link.provisioned(), link.linkedAt());
  }
}
