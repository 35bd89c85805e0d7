package org.lumoauth.agents.aauthperson.deferred;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.lumoauth.agents.aauthperson.signature.AAuthServerMetadata;
import org.lumoauth.agents.aauthperson.signature.AAuthServerMetadataClient;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Where an agent wants its person to be once they have answered (section User Interaction): at the
 * address that its provider's document names, byte for byte, or on the person's own machine, where
 * that document allows it. To nowhere else anybody is sent: they read that it was answered.
 */
@Component(service = InteractionCallbackUrls.class)
public final class InteractionCallbackUrls {

  /** The parameter of our page that names it. */
  static final String PARAMETER = "callback";

  private static final String DOCUMENT = "aauth-agent.json";
  private static final int MAX_LENGTH = 500;

  /** Section Endpoint and Other URLs. */
  private static final Pattern LOOPBACK =
      Pattern.compile("http://(localhost|127\\.0\\.0\\.1)(:\\d{1,5})?(/[A-Za-z0-9._~/-]*)?");

  /** What it is told of a case that was not allowed (section Interaction Callback Errors). */
  private static final Map<String, String> ERRORS =
      Map.of(
          DeferredRequest.DENIED, "access_denied",
          DeferredRequest.ABANDONED, "user_abandoned",
          DeferredRequest.EXPIRED, "interaction_expired");

  private final AAuthServerMetadataClient documents;

  @Activate
  public InteractionCallbackUrls(@Reference AAuthServerMetadataClient documents) {
    this.documents = documents;
  }

  /** The address, if people may be sent there; else empty. */
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

  /** Where a form of the page may lead to. */
  static Set<String> origins(DeferredRequest of) {
    if (of.callback().isEmpty()) {
      return Set.of();
    }
    URI uri = URI.create(of.callback());
    return Set.of(uri.getScheme() + "://" + uri.getRawAuthority());
  }

  /**
   * Whether the browser is redirected there, without a person who follows a link. Agents register
   * themselves: before the person has allowed this one anything, a redirect would make this server
   * an open redirector for it.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9700#section-4.11.2">RFC 9700 section
   *     4.11.2</a>
   */
  static boolean mayRedirect(DeferredRequest of, String state) {
    return state.equals(DeferredRequest.GRANTED) || !of.question().user().isEmpty();
  }

  /** The address for how it ended, and its origin, as pages link to it. */
  static Map<String, Object> link(DeferredRequest of, String state) {
    return Map.of("returnUrl", ended(of, state), "returnOrigin", origins(of).iterator().next());
  }

  /**
   * The address for how it ended.
   *
   * @param state of the case
   */
  static String ended(DeferredRequest of, String state) {
    return state.equals(DeferredRequest.GRANTED)
        ? of.callback()
        : of.callback() + "?error=" + ERRORS.getOrDefault(state, "server_error");
  }
}
