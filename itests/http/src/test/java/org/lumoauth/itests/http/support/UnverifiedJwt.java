/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Base64;

/** Looks into a JWT without verifying it. */
public final class UnverifiedJwt {
  private UnverifiedJwt() {}

  public static JsonNode header(String jwt) {
    return part(jwt, 0);
  }

  public static JsonNode claims(String jwt) {
    return part(jwt, 1);
  }

  private static JsonNode part(String jwt, int index) {
    try {
      return ApiClient.JSON.readTree(Base64.getUrlDecoder().decode(jwt.split("\\.")[index]));
    } catch (IOException e) {
      throw new AssertionError("not a JWT: " + jwt, e);
    }
  }
}
