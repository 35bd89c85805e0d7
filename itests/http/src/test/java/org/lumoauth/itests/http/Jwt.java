package org.lumoauth.itests.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Base64;

/** Looks into a JWT without verifying it. */
final class Jwt {
  private Jwt() {}

  static JsonNode header(String jwt) {
    return part(jwt, 0);
  }

  static JsonNode claims(String jwt) {
    return part(jwt, 1);
  }

  private static JsonNode part(String jwt, int index) {
    try {
      return Api.JSON.readTree(Base64.getUrlDecoder().decode(jwt.split("\\.")[index]));
    } catch (IOException e) {
      throw new AssertionError("not a JWT: " + jwt, e);
    }
  }
}
