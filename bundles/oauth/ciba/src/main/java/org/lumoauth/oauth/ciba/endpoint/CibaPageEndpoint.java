package org.lumoauth.oauth.ciba.endpoint;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.oauth.ciba.state.Asked;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.FormField;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.PageReaders;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /t/{slug}/ciba/{id}}: where a person says whether the client may. It has to be the person
 * who was asked, signed in as the client wants it, by the form of this page in this session.
 *
 * @see <a
 *     href="https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html#end_user_consent">CIBA
 *     section 8</a>
 */
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=oauth-ciba-page",
      "lumoauth.web.routes=GET ^/ciba/{requestId}",
      "lumoauth.web.routes=POST ^/ciba/{requestId}",
      "lumoauth.web.guard=open"
    })
public final class CibaPageEndpoint implements HotEndpoint {

  private static final int MAX_ID = 40;

  private final PageReaders readers;
  private final Answerable answerable;
  private final Answering answering;
  private final CibaPages pages;

  @Activate
  public CibaPageEndpoint(
      @Reference PageReaders readers,
      @Reference Answerable answerable,
      @Reference Answering answering,
      @Reference CibaPages pages) {
    this.readers = readers;
    this.answerable = answerable;
    this.answering = answering;
    this.pages = pages;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    String id = exchange.path().substring(exchange.path().lastIndexOf('/') + 1);
    if (!id.matches("[A-Za-z0-9_]{1," + MAX_ID + "}")) {
      pages.over(exchange);
      return;
    }
    String address = CibaAddress.of(exchange.tenant(), id);
    boolean post = exchange.request().getMethod().equals("POST");
    Map<String, List<String>> form = post ? exchange.readForm() : Map.of();
    Optional<Session> session = readers.enter(exchange, address);
    if (session.isEmpty()) {
      return;
    }
    if (post && !readers.holds(exchange, session.get(), CibaPages.answering(id), form)) {
      pages.refused(exchange, address);
      return;
    }
    Optional<Answerable.Found> found = answerable.find(exchange, session.get(), id);
    if (found.isEmpty()) {
      pages.over(exchange);
    } else if (strong(exchange, session.get(), found.get().asked(), address)) {
      if (post) {
        decide(exchange, session.get(), found.get(), FormField.sole(form, "decision"));
      } else {
        pages.confirm(exchange, session.get(), found.get());
      }
    }
  }

  /**
   * Whether the reader has signed in as the request wants it ({@code acr_values}, CIBA section
   * 7.1); if not, they are sent to.
   */
  private boolean strong(Exchange exchange, Session session, Asked asked, String address) {
    var wanted = SignInRequirement.any().wishing(asked.acrValues()).by(session.subject());
    return readers.enter(exchange, wanted, address).isPresent();
  }

  private void decide(Exchange exchange, Session session, Answerable.Found found, String decision)
      throws IOException {
    boolean allowed = decision.equals("allow"); // whatever else was sent is no yes
    boolean kept =
        allowed
            ? answering.allow(exchange, session, found.entry())
            : answering.deny(exchange, session, found.entry());
    if (kept) {
      pages.done(exchange, found.client(), allowed);
    } else {
      pages.over(exchange);
    }
  }
}
