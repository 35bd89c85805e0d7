package org.lumoauth.agents.aauthperson.request;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.lumoauth.agents.aauthperson.ServerIdentifier;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;
import org.lumoauth.agents.aauthperson.token.VerifiedAAuthToken;

/**
 * A page of a resource's own, where it wants the person to be before anything is given (section
 * Resource-Initiated Interaction). JSON can hold it.
 *
 * @param url the page
 * @param code what the person comes there with
 */
public record ResourceInteractionPage(String url, String code) {

  private static final String CLAIM = "interaction";
  private static final Pattern CODE = Pattern.compile("[0-9A-Za-z-]{8,40}");

  /**
   * The page that a resource token names.
   *
   * @param named servers that people may be sent to
   * @throws AAuthProblemException 400 {@code invalid_resource_token} if it names one of another
   *     server, or none
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
        400, "invalid_resource_token", "interaction is a page of a server that is named here.");
  }

  /** The resource answers at a query of its own making: the page has none. */
  private static boolean isPage(String url, Set<String> named) {
    try {
      URI uri = URI.create(url);
      return uri.getRawQuery() == null
          && uri.getRawFragment() == null
          && uri.getRawUserInfo() == null
          && named.contains(ServerIdentifier.of(url));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
