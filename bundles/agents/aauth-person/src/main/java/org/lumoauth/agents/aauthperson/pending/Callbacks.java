package org.lumoauth.agents.aauthperson.pending;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.lumoauth.agents.aauthperson.signature.ServerDocument;
import org.lumoauth.agents.aauthperson.signature.ServerDocuments;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Where an agent wants its person to be once they have answered (section User Interaction): at the
 * address that its provider's document names, byte for byte, or on the person's own machine, where
 * that document allows it. To nowhere else anybody is sent: they read that it was answered.
 */
@Component(service = Callbacks.class)
public final class Callbacks {

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
          PendingCase.DENIED, "access_denied",
          PendingCase.ABANDONED, "user_abandoned",
          PendingCase.EXPIRED, "interaction_expired");

  private final ServerDocuments documents;

  @Activate
  public Callbacks(@Reference ServerDocuments documents) {
    this.documents = documents;
  }

  /** The address, if people may be sent there; else empty. */
  String of(TenantContext tenant, Question asked, String wanted) {
    if (wanted.isEmpty() || wanted.length() > MAX_LENGTH) {
      return "";
    }
    return documents
        .find(tenant, asked.provider(), DOCUMENT)
        .filter(document -> isOf(document, wanted))
        .map(document -> wanted)
        .orElse("");
  }

  private static boolean isOf(ServerDocument document, String wanted) {
    return document
            .endpoint("callback_endpoint")
            .map(URI::toString)
            .filter(wanted::equals)
            .isPresent()
        || document.loopbackCallbacks() && LOOPBACK.matcher(wanted).matches();
  }

  /** Where a form of the page may lead to. */
  static Set<String> origins(PendingCase of) {
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
  static boolean mayRedirect(PendingCase of, String state) {
    return state.equals(PendingCase.GRANTED) || !of.question().user().isEmpty();
  }

  /** The address for how it ended, and its origin, as pages link to it. */
  static Map<String, Object> link(PendingCase of, String state) {
    return Map.of("returnUrl", ended(of, state), "returnOrigin", origins(of).iterator().next());
  }

  /**
   * The address for how it ended.
   *
   * @param state of the case
   */
  static String ended(PendingCase of, String state) {
    return state.equals(PendingCase.GRANTED)
        ? of.callback()
        : of.callback() + "?error=" + ERRORS.getOrDefault(state, "server_error");
  }
}
