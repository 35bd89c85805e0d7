package org.lumoauth.oauth.ciba.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** JSON as it is written here. */
public final class CibaJsonWriter {

  private static final ObjectMapper JSON = new ObjectMapper();

  private CibaJsonWriter() {}

  /** The text of lists, maps, texts and numbers. */
  public static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON can hold this", e);
    }
  }
}
