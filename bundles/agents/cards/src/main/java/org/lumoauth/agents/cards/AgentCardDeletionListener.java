/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.cards;

import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Removes the card of a deleted agent. */
@Component(property = {"lumoauth.kind=event-listener", "lumoauth.name=agents-cards"})
public final class AgentCardDeletionListener implements DomainEventListener {

  private final AgentCardStore store;

  @Activate
  public AgentCardDeletionListener(@Reference AgentCardStore store) {
    this.store = store;
  }

  @Override
  public void onEvent(DomainEvent event) {
    if (event.type().equals(DomainEvent.SUBJECT_DELETED) && event.id().startsWith("agt_")) {
      store.delete(event.tenantId(), event.id());
    }
  }
}
