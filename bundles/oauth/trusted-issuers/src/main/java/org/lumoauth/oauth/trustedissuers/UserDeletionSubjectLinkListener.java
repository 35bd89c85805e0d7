/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.trustedissuers;

import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Deletes the links of deleted users. */
@Component(
    property = {
      "lumoauth.kind=event-listener",
      "lumoauth.name=oauth-trusted-issuers-links",
      DomainEventListener.MISSES_NONE + "=" + DomainEvent.SUBJECT_DELETED
    })
public final class UserDeletionSubjectLinkListener implements DomainEventListener {

  private final SubjectLinkStore links;

  @Activate
  public UserDeletionSubjectLinkListener(@Reference SubjectLinkStore links) {
    this.links = links;
  }

  @Override
  public void onEvent(DomainEvent event) {
    if (event.isOneOf(DomainEvent.SUBJECT_DELETED)) {
      links.removeOfUser(event.tenantId(), event.id());
    }
  }
}
