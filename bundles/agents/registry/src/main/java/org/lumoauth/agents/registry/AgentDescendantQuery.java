package org.lumoauth.agents.registry;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The agents below an agent: those that it registered, those that these registered, and so on. */
@Component(service = AgentDescendantQuery.class)
public final class AgentDescendantQuery {

  private final AgentStore store;

  @Activate
  public AgentDescendantQuery(@Reference AgentStore store) {
    this.store = store;
  }

  /** Ids of everybody below, parents before those whom they registered. */
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
