/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.link;

import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Removes the links of deleted users. */
@Component(
    property = {
      "lumoauth.kind=event-listener",
      "lumoauth.name=authn-federation-links",
      DomainEventListener.MISSES_NONE + "=" + DomainEvent.SUBJECT_DELETED
    })
public final class IdentityLinkCleanupListener implements DomainEventListener {

  private final IdentityLinkStore links;

  @Activate
  public IdentityLinkCleanupListener(@Reference IdentityLinkStore links) {
    this.links = links;
  }

  @Override
  public void onEvent(DomainEvent event) {
    if (event.type().equals(DomainEvent.SUBJECT_DELETED)) {
      links.removeOfUser(event.tenantId(), event.id());
    }
  }
}
