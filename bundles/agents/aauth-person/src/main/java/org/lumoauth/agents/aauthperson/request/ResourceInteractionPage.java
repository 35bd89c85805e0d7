/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.request;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.lumoauth.agents.aauthperson.ServerIdentifierValidator;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;
import org.lumoauth.agents.aauthperson.token.VerifiedAAuthToken;

/**
 * A page of a resource that the person must visit before access is granted (AAuth draft, section
 * Resource-Initiated Interaction); serializable as JSON.
 *
 * @param url the page
 * @param code the code for the page
 */
public record ResourceInteractionPage(String url, String code) {

  private static final String CLAIM = "interaction";
  private static final Pattern CODE = Pattern.compile("[0-9A-Za-z-]{8,40}");

  /**
   * Returns the page in a resource token.
   *
   * @param named the servers that people may be sent to
   * @throws AAuthProblemException 400 {@code invalid_resource_token} if the page belongs to another
   *     server, or is malformed
   */
  static Optional<ResourceInteractionPage> of(VerifiedAAuthToken resourceToken, Set<String> named) {
    if (!resourceToken.claims().containsKey(CLAIM)) {
      return Optional.empty();
    }
    if (resourceToken.claims().get(CLAIM) instanceof Map<?, ?> claim
        && claim.get("url") instanceof String url
        && claim.get("code") instanceof String code
        && CODE.matcher(code).matches()
        && isPage(url, named)) {
      return Optional.of(new ResourceInteractionPage(url, code));
    }
    throw new AAuthProblemException(
        400, "invalid_resource_token", "interaction must be a page of a configured server.");
  }

  /** The resource adds its own query to the page, so the URL must have none. */
  private static boolean isPage(String url, Set<String> named) {
    try {
      URI uri = URI.create(url);
      return uri.getRawQuery() == null
          && uri.getRawFragment() == null
          && uri.getRawUserInfo() == null
          && named.contains(ServerIdentifierValidator.of(url));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
