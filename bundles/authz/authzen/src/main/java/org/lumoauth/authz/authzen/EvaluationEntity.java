package org.lumoauth.authz.authzen;

import java.util.Map;
import java.util.Optional;

/**
 * A subject or a resource (sections 5.1 and 5.2).
 *
 * @param type its type
 * @param id names one of the type; empty in a search for it
 * @param properties what the asker says of it
 */
record EvaluationEntity(String type, Optional<String> id, Map<String, Object> properties) {

  private static final int MAX_TYPE = 128;
  private static final int MAX_ID = 512;

  /**
   * @param name the member of the request
   * @throws org.lumoauth.api.web.ApiException 400 without a type
   */
  static EvaluationEntity read(String name, Optional<JsonRequestMembers> sent) {
    var input =
        sent.orElseThrow(() -> JsonRequestMembers.refused("The request lacks " + name + "."));
    var type = input.text("type", MAX_TYPE);
    return new EvaluationEntity(
        type.orElseThrow(() -> JsonRequestMembers.refused(name + " lacks its type.")),
        input.text("id", MAX_ID),
        input.values("properties"));
  }

  /**
   * @throws org.lumoauth.api.web.ApiException 400 without an id
   */
  EvaluationEntity named(String name) {
    if (id.isEmpty()) {
      throw JsonRequestMembers.refused(name + " lacks its id.");
    }
    return this;
  }
}
