/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.interaction;

import java.util.Map;
import java.util.Set;
import org.lumoauth.agents.aauthperson.mission.MissionService;
import org.lumoauth.agents.aauthperson.mission.MissionUpdateStore;
import org.lumoauth.api.tenant.TenantContext;

/** Shows the approved mission when a person decides about an update or completion. */
final class ApprovedMissionPageModelFactory {

  private static final Set<String> KINDS = Set.of("update", "completion");

  private final MissionService missions;
  private final MissionUpdateStore updates;

  ApprovedMissionPageModelFactory(MissionService missions, MissionUpdateStore updates) {
    this.missions = missions;
    this.updates = updates;
  }

  /**
   * Returns its {@code description} and the {@code updates} since; empty if the request has no
   * mission.
   */
  Map<String, Object> of(TenantContext tenant, InteractionQuestion asked) {
    if (!KINDS.contains(asked.what())
        || !(asked.request().get("mission_s256") instanceof String id)) {
      return Map.of();
    }
    return missions
        .find(tenant, id)
        .filter(mission -> mission.agent().equals(asked.agent()))
        .<Map<String, Object>>map(
            mission ->
                Map.of("description", mission.description(), "updates", updates.of(tenant, id)))
        .orElse(Map.of());
  }
}
