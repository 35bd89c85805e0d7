/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Writes JSON. */
public final class CibaValueJsonWriter {

  private static final ObjectMapper JSON = new ObjectMapper();

  private CibaValueJsonWriter() {}

  /** Returns the JSON of lists, maps, texts and numbers. */
  public static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the value cannot be written as JSON", e);
    }
  }
}
