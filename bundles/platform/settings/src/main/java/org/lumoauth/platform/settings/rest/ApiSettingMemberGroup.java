/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.settings.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Members of a section that the API also shows together in an object.
 *
 * @param name the name of the object
 * @param prefix the prefix of the members' own names
 * @param members the names in the object
 */
record ApiSettingMemberGroup(String name, String prefix, List<String> members) {

  /** Returns the displayed members of the group; empty if none. */
  Map<String, Object> of(Map<String, Object> shown) {
    Map<String, Object> group = new LinkedHashMap<>();
    for (String member : members) {
      Object value = shown.get(prefix + member);
      if (value != null) {
        group.put(member, value);
      }
    }
    return group;
  }
}
