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
 * A mission as its person and administrators see it.
 *
 * @param id its {@code s256}
 * @param agent who works on it
 * @param userId who approved it
 * @param description in the agent's own words
 * @param tools what the agent uses without asking again
 * @param status {@code active}, or why it ended: {@code completed}, {@code revoked} or {@code
 *     expired}
 * @param approvedAt since when it is there
 * @param until when it ends by itself
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

  /** What is stored, as it is now. */
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

  /** Whether the agent still works on it. */
  public boolean active() {
    return status.equals(MissionStatusLookup.ACTIVE);
  }

  /** What needs no further permission, with what the person read about it. */
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
      throw new UncheckedIOException("a mission is no JSON", e);
    }
  }
}
