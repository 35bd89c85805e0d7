/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.rest;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;

/** Parses bodies with one or several ids: {@code {role}}, {@code {roles:[]}} and similar. */
public final class IdListParser {
  private static final int MAX_ITEMS = 100;
  private static final int MAX_ID = 255;

  private IdListParser() {}

  /**
   * Returns the ids in a body.
   *
   * @param body the body
   * @param names members with one id or a list of ids
   * @throws ApiException 422 {@code validation_error} if the body has no id
   */
  public static List<String> read(Map<String, Object> body, List<String> names) {
    var members = JsonObjectMemberReader.of(body, Set.copyOf(names));
    for (String name : names) {
      if (body.get(name) instanceof String) {
        return List.of(members.requireText(name, MAX_ID));
      }
      if (members.has(name)) {
        return members.textList(name, MAX_ITEMS, MAX_ID).orElse(List.of());
      }
    }
    throw ApiException.invalid(names.get(0), "One of " + names + " is required.");
  }
}
