/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.consent;

import java.util.List;
import java.util.Map;
import org.lumoauth.agents.aauthperson.mission.MissionDetails;
import org.lumoauth.agents.aauthperson.mission.MissionLogService;
import org.lumoauth.agents.aauthperson.mission.MissionProposal;

/** A mission as shown by the API to its person and to administrators. */
public record MissionView(
    String s256,
    String agent,
    String userId,
    String description,
    List<MissionProposal.MissionTool> tools,
    String status,
    String approvedAt,
    String expiresAt) {

  /** An entry of a mission's log. */
  public record MissionLogEntryView(String type, String at, Map<String, Object> details) {

    static MissionLogEntryView of(MissionLogService.MissionLogEntry entry) {
      return new MissionLogEntryView(entry.type(), entry.at().toString(), entry.details());
    }
  }

  static MissionView of(MissionDetails mission) {
    return new MissionView(
        mission.id(),
        mission.agent(),
        mission.userId(),
        mission.description(),
        mission.tools(),
        mission.status(),
        mission.approvedAt().toString(),
        mission.until().toString());
  }
}
