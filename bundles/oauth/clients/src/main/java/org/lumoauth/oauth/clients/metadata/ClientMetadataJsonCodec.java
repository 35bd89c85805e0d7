/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients.metadata;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/** Converts client metadata to the database format. */
public final class ClientMetadataJsonCodec {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {};

  private ClientMetadataJsonCodec() {}

  public static String write(Map<String, Object> metadata) {
    try {
      return metadata.isEmpty() ? "" : JSON.writeValueAsString(metadata);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("client metadata cannot be serialized as JSON", e);
    }
  }

  public static Map<String, Object> read(String text) {
    try {
      return text.isEmpty() ? Map.of() : JSON.readValue(text, MEMBERS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the column metadata of oac_client is not valid JSON", e);
    }
  }
}
