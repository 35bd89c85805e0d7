/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.interaction;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.lumoauth.agents.aauthperson.deferred.DeferredRequest;
import org.lumoauth.agents.aauthperson.signature.AAuthServerMetadata;
import org.lumoauth.agents.aauthperson.signature.AAuthServerMetadataClient;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Resolves the callback URL that an agent requests for its person (AAuth draft, section User
 * Interaction): the URL in its provider's metadata, compared byte for byte, or a loopback URL, if
 * that metadata allows it. For other URLs the person is not redirected and sees a confirmation on
 * this server.
 */
final class InteractionCallbackUrlResolver {

  /** The parameter of the interaction page with the callback URL. */
  static final String PARAMETER = "callback";

  private static final String DOCUMENT = "aauth-agent.json";
  private static final int MAX_LENGTH = 500;

  /** Section Endpoint and Other URLs. */
  private static final Pattern LOOPBACK =
      Pattern.compile("http://(localhost|127\\.0\\.0\\.1)(:\\d{1,5})?(/[A-Za-z0-9._~/-]*)?");

  /** The errors sent to the callback (section Interaction Callback Errors). */
  private static final Map<String, String> ERRORS =
      Map.of(
          DeferredRequest.DENIED, "access_denied",
          DeferredRequest.ABANDONED, "user_abandoned",
          DeferredRequest.EXPIRED, "interaction_expired");

  private final AAuthServerMetadataClient documents;

  InteractionCallbackUrlResolver(AAuthServerMetadataClient documents) {
    this.documents = documents;
  }

  /** Returns the callback URL if redirects to it are allowed; otherwise empty. */
  String of(TenantContext tenant, InteractionQuestion asked, String wanted) {
    if (wanted.isEmpty() || wanted.length() > MAX_LENGTH) {
      return "";
    }
    return documents
        .find(tenant, asked.provider(), DOCUMENT)
        .filter(document -> isOf(document, wanted))
        .map(document -> wanted)
        .orElse("");
  }

  private static boolean isOf(AAuthServerMetadata document, String wanted) {
    return document
            .endpoint("callback_endpoint")
            .map(URI::toString)
            .filter(wanted::equals)
            .isPresent()
        || document.loopbackCallbacks() && LOOPBACK.matcher(wanted).matches();
  }

  /** Returns the origins that a form of the page may redirect to. */
  static Set<String> origins(DeferredRequest of) {
    if (of.callback().isEmpty()) {
      return Set.of();
    }
    URI uri = URI.create(of.callback());
    return Set.of(uri.getScheme() + "://" + uri.getRawAuthority());
  }

  /**
   * Whether the browser may be redirected without a click. Agents register themselves: before the
   * person has allowed the agent anything, an automatic redirect would turn this server into an
   * open redirector.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9700#section-4.11.2">RFC 9700 section
   *     4.11.2</a>
   */
  static boolean mayRedirect(DeferredRequest of, String state) {
    return state.equals(DeferredRequest.GRANTED) || !of.question().user().isEmpty();
  }

  /** Returns the callback URL with the result, and its origin, for a link on the page. */
  static Map<String, Object> link(DeferredRequest of, String state) {
    return Map.of("returnUrl", ended(of, state), "returnOrigin", origins(of).iterator().next());
  }

  /**
   * Returns the callback URL with the result.
   *
   * @param state the state of the request
   */
  static String ended(DeferredRequest of, String state) {
    return state.equals(DeferredRequest.GRANTED)
        ? of.callback()
        : of.callback() + "?error=" + ERRORS.getOrDefault(state, "server_error");
  }
}
