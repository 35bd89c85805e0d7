/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.lumoauth.agents.registry.store.AgentStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds all descendants of an agent: its sub-agents, their sub-agents, and so on. */
@Component(service = AgentDescendantLookup.class)
public final class AgentDescendantLookup {

  private final AgentStore store;

  @Activate
  public AgentDescendantLookup(@Reference AgentStore store) {
    this.store = store;
  }

  /** Returns the ids of all descendants, parents before their children. */
  List<String> of(String tenantId, String agentId) {
    var found = new LinkedHashSet<String>();
    var next = new ArrayDeque<>(List.of(agentId));
    while (!next.isEmpty()) {
      for (String child : store.listChildIds(tenantId, next.poll())) {
        if (found.add(child)) {
          next.add(child);
        }
      }
    }
    return new ArrayList<>(found);
  }
}
