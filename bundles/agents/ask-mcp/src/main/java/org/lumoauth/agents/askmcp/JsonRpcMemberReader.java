/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.askmcp;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the members of a value that may be an object. */
final class JsonRpcMemberReader {

  private JsonRpcMemberReader() {}

  /** Returns the members, or an empty map if the value is not an object. */
  static Map<String, Object> of(Object value) {
    Map<String, Object> members = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> object) {
      object.forEach((name, member) -> members.put(String.valueOf(name), member));
    }
    return members;
  }
}
