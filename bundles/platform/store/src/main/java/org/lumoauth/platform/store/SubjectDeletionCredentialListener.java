/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.store;

import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.store.credential.DatabaseCredentialStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Removes the credentials of a deleted subject. */
@Component(
    property = {
      "lumoauth.kind=event-listener",
      "lumoauth.name=platform-store",
      DomainEventListener.MISSES_NONE + "=" + DomainEvent.SUBJECT_DELETED
    })
public final class SubjectDeletionCredentialListener implements DomainEventListener {
  private final DatabaseCredentialStore credentials;

  @Activate
  public SubjectDeletionCredentialListener(@Reference DatabaseCredentialStore credentials) {
    this.credentials = credentials;
  }

  @Override
  public void onEvent(DomainEvent event) {
    if (event.isOneOf(DomainEvent.SUBJECT_DELETED)) {
      credentials.forget(event.tenantId(), event.id());
    }
  }
}
