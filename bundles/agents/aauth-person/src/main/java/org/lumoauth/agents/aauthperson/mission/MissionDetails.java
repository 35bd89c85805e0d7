/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.mission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.agents.aauthperson.store.MissionStatusLookup;
import org.lumoauth.agents.aauthperson.store.PersonServerRecordStore;

/**
 * A mission as shown to its person and to administrators.
 *
 * @param id its {@code s256}
 * @param agent the agent
 * @param userId the person that approved it
 * @param description in the agent's own words
 * @param tools the tools that the agent may use without further permission
 * @param status {@code active}, {@code completed}, {@code revoked} or {@code expired}
 * @param approvedAt when it was approved
 * @param until when it expires
 */
public record MissionDetails(
    String id,
    String agent,
    String userId,
    String description,
    List<MissionProposal.MissionTool> tools,
    String status,
    Instant approvedAt,
    Instant until) {

  private static final ObjectMapper JSON = new ObjectMapper();

  public MissionDetails {
    tools = List.copyOf(tools);
  }

  /** Creates the current view of a stored mission. */
  static MissionDetails of(PersonServerRecordStore.RecordListItem listed) {
    Map<String, Object> content = listed.stored().content();
    JsonNode blob = blob(content);
    Instant until = Instant.ofEpochSecond(((Number) content.get("expires")).longValue());
    return new MissionDetails(
        listed.key(),
        listed.owner(),
        String.valueOf(content.get("user")),
        blob.path("description").asText(),
        tools(content, blob),
        MissionStatusLookup.of(content),
        listed.createdAt(),
        until);
  }

  /** Whether the mission is active. */
  public boolean active() {
    return status.equals(MissionStatusLookup.ACTIVE);
  }

  /** Returns the tools that need no further permission, with the approved descriptions. */
  private static List<MissionProposal.MissionTool> tools(
      Map<String, Object> content, JsonNode blob) {
    Map<String, String> words = new HashMap<>();
    for (JsonNode tool : blob.path("approved_tools")) {
      words.put(tool.path("name").asText(), tool.path("description").asText());
    }
    return MissionService.names(content.get("tools")).stream()
        .map(name -> new MissionProposal.MissionTool(name, words.getOrDefault(name, "")))
        .toList();
  }

  private static JsonNode blob(Map<String, Object> content) {
    byte[] blob = Base64.getUrlDecoder().decode((String) content.get("blob"));
    try {
      return JSON.readTree(blob);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the member blob of a mission in aap_record is not valid JSON", e);
    }
  }
}
