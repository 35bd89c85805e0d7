package org.lumoauth.agents.askmcp;

import java.util.LinkedHashMap;
import java.util.Map;

/** The members of what may be an object. */
final class JsonRpcMembers {

  private JsonRpcMembers() {}

  /** They, or none. */
  static Map<String, Object> of(Object value) {
    Map<String, Object> members = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> object) {
      object.forEach((name, member) -> members.put(String.valueOf(name), member));
    }
    return members;
  }
}
