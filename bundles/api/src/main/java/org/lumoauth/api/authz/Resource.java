package org.lumoauth.api.authz;

import java.util.Map;

/**
 * What an action is done to.
 *
 * @param type for example {@code document}
 * @param id names one of the type, byte-exact
 * @param attributes what the caller says of it, JSON-like values
 */
public record Resource(String type, String id, Map<String, Object> attributes) {
  public Resource {
    attributes = Map.copyOf(attributes);
  }
}
