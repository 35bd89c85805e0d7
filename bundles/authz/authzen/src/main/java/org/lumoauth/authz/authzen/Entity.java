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
record Entity(String type, Optional<String> id, Map<String, Object> properties) {

  private static final int MAX_TYPE = 128;
  private static final int MAX_ID = 512;

  /**
   * @param name the member of the request
   * @throws org.lumoauth.api.web.Problem 400 without a type
   */
  static Entity read(String name, Optional<Input> sent) {
    var input = sent.orElseThrow(() -> Input.refused("The request lacks " + name + "."));
    var type = input.text("type", MAX_TYPE);
    return new Entity(
        type.orElseThrow(() -> Input.refused(name + " lacks its type.")),
        input.text("id", MAX_ID),
        input.values("properties"));
  }

  /**
   * @throws org.lumoauth.api.web.Problem 400 without an id
   */
  Entity named(String name) {
    if (id.isEmpty()) {
      throw Input.refused(name + " lacks its id.");
    }
    return this;
  }
}
