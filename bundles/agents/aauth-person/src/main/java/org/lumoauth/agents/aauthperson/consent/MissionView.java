package org.lumoauth.agents.aauthperson.consent;

import java.util.List;
import java.util.Map;
import org.lumoauth.agents.aauthperson.mission.MissionLog;
import org.lumoauth.agents.aauthperson.mission.Overseen;
import org.lumoauth.agents.aauthperson.mission.Proposal;

/** A mission as the API shows it to its person and to administrators. */
public record MissionView(
    String s256,
    String agent,
    String userId,
    String description,
    List<Proposal.Tool> tools,
    String status,
    String approvedAt,
    String expiresAt) {

  /** Something that happened in it. */
  public record Entry(String type, String at, Map<String, Object> details) {

    static Entry of(MissionLog.Entry entry) {
      return new Entry(entry.type(), entry.at().toString(), entry.details());
    }
  }

  static MissionView of(Overseen mission) {
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
