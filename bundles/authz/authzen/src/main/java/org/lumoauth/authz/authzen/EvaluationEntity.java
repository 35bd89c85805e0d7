/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.authzen;

import java.util.Map;
import java.util.Optional;

/**
 * A subject or a resource (sections 5.1 and 5.2).
 *
 * @param type the type
 * @param id the id, unique within the type; empty in a search for it
 * @param properties properties, according to the client
 */
public record EvaluationEntity(String type, Optional<String> id, Map<String, Object> properties) {

  private static final int MAX_TYPE = 128;
  private static final int MAX_ID = 512;

  /**
   * Parses a subject or resource.
   *
   * @param name the member of the request
   * @param sent the value of the member
   * @throws org.lumoauth.api.web.ApiException 400 without a type
   */
  public static EvaluationEntity read(String name, Optional<JsonRequestMembers> sent) {
    var input = sent.orElseThrow(() -> JsonRequestMembers.refused("`" + name + "` is required."));
    var type = input.text("type", MAX_TYPE);
    return new EvaluationEntity(
        type.orElseThrow(() -> JsonRequestMembers.refused("`" + name + ".type` is required.")),
        input.text("id", MAX_ID),
        input.values("properties"));
  }

  /**
   * Requires an id.
   *
   * @throws org.lumoauth.api.web.ApiException 400 without an id
   */
  public EvaluationEntity named(String name) {
    if (id.isEmpty()) {
      throw JsonRequestMembers.refused("`" + name + ".id` is required.");
    }
    return this;
  }
}
