/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients.scope;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;

/**
 * The requested definition of a scope.
 *
 * @param name a scope token (RFC 6749 section 3.3) of up to 200 characters
 * @param description up to 500 characters
 * @param isDefault whether a client that is registered without scopes gets it
 */
public record ScopeDefinition(String name, Optional<String> description, boolean isDefault) {

  private static final Set<String> MEMBERS = Set.of("name", "description", "isDefault");
  private static final Pattern TOKEN = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]+");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");
  private static final int MAX_NAME = 200;
  private static final int MAX_DESCRIPTION = 500;

  /**
   * Parses a request body.
   *
   * @throws ApiException 400 without a body, 422 for an invalid scope
   */
  public static ScopeDefinition of(Map<String, Object> body) {
    var members = JsonObjectMemberReader.of(body, MEMBERS);
    return new ScopeDefinition(
        name(members.requireText("name", MAX_NAME)),
        members.text("description", MAX_DESCRIPTION).filter(text -> !text.isBlank()),
        members.flag("isDefault").orElse(false));
  }

  private static String name(String name) {
    if (!TOKEN.matcher(name).matches()) {
      throw ApiException.invalid(
          "name", "name must consist of printable ASCII characters except space, \" and \\.");
    }
    if (NUMBER.matcher(name).matches()) { // a URL could not distinguish it from a numeric id
      throw ApiException.invalid("name", "name must not consist only of digits.");
    }
    if (SystemPermissions.isAdministrative(name)) {
      throw ApiException.invalid(
          "name",
          "name must not be an administration scope; these are reserved for the " + "server.");
    }
    return name;
  }
}
