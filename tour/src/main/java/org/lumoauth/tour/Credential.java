/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.tour;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The credential of a call.
 *
 * @param header the name of the header
 * @param value its value
 * @param shown the value in printed curl commands
 */
record Credential(String header, String value, String shown) {

  static Credential bearer(String value, String variable) {
    return new Credential(
        "Authorization", "Bearer " + value, "-H \"Authorization: Bearer $" + variable + "\"");
  }

  static Credential apiKey(String value, String variable) {
    return new Credential("X-API-Key", value, "-H \"X-API-Key: $" + variable + "\"");
  }

  static Credential basic(String user, String password) {
    var pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return new Credential(
        "Authorization",
        "Basic " + Base64.getEncoder().encodeToString(pair),
        "-u \"$CLIENT:$SECRET\"");
  }

  @Override
  public String toString() {
    return shown;
  }
}
