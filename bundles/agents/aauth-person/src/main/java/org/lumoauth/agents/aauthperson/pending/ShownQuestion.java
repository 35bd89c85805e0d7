package org.lumoauth.agents.aauthperson.pending;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * Stands for all that a page shows of a case: another question, another answer of the agent or
 * another step is another one.
 */
final class ShownQuestion {

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private ShownQuestion() {}

  /** The case's question, what was said about it, and whether the person was elsewhere first. */
  static String of(PendingCase of) {
    try {
      String all = JSON.writeValueAsString(List.of(of.code(), of.question(), of.talk(), of.been()));
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (JsonProcessingException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // neither depends on what is asked
    }
  }
}
