package org.lumoauth.platform.web.signature;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.platform.web.description.Member;

/** Adds to the schema of a member what is said of it. */
public final class MemberSchemas {

  private MemberSchemas() {}

  /** The schema with the values that it can have, and what it is. */
  public static Map<String, Object> with(Map<String, Object> schema, Member said) {
    Map<String, Object> more = new LinkedHashMap<>(schema);
    if (said.oneOf().length > 0) {
      more.put("enum", List.of(said.oneOf()));
    }
    if (!said.says().isEmpty()) {
      more.put("description", said.says());
    }
    return more;
  }
}
