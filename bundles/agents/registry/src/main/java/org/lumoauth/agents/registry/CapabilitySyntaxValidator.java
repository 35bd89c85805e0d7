/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.lumoauth.api.web.ApiException;

/**
 * Validates the syntax of capabilities. They become OAuth scopes, so each is a scope token (RFC
 * 6749 section 3.3). {@code *} is excluded, so that no capability looks like a wildcard; only ASCII
 * is accepted, so that no letter resembles one of another script.
 */
public final class CapabilitySyntaxValidator {

  public static final int MAX_LENGTH = 128;
  public static final int MAX_COUNT = 500;

  private static final Pattern CAPABILITY =
      Pattern.compile("[\\x21\\x23-\\x29\\x2B-\\x5B\\x5D-\\x7E]{1," + MAX_LENGTH + "}");

  private CapabilitySyntaxValidator() {}

  /**
   * Returns the capabilities without duplicates.
   *
   * @param field the request member with the capabilities
   * @throws ApiException 422 {@code validation_error} for the first malformed capability, or for
   *     too many
   */
  public static Set<String> checked(String field, Collection<String> capabilities) {
    if (capabilities.size() > MAX_COUNT) {
      throw ApiException.invalid(
          field, "An agent can have at most " + MAX_COUNT + " capabilities.");
    }
    var checked = new LinkedHashSet<String>();
    for (String capability : capabilities) {
      if (capability == null || !CAPABILITY.matcher(capability).matches()) {
        throw ApiException.invalid(
            field,
            "A capability must have 1 to "
                + MAX_LENGTH
                + " visible ASCII characters without spaces, quotes, backslashes and "
                + "asterisks,"
                + " for example documents.read.");
      }
      checked.add(capability);
    }
    return checked;
  }
}
