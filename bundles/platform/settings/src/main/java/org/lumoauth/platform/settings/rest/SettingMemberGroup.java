package org.lumoauth.platform.settings.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Members of a section that the API shows a second time, together in an object.
 *
 * @param name the object's
 * @param prefix what the members' own names have in front
 * @param members their names in the object
 */
record SettingMemberGroup(String name, String prefix, List<String> members) {

  /** Those of the members that are shown; empty if none is. */
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
