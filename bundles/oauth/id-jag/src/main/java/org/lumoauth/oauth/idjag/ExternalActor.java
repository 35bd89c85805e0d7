package org.lumoauth.oauth.idjag;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.federation.TrustedIssuerService;

/**
 * Somebody who acts for a user and whom only their issuer knows. In tokens of this server the name
 * is the issuer's with the issuer before it, so that nobody is taken for somebody of ours.
 *
 * @param issuer {@code iss} of who vouches for them
 * @param name their {@code sub} there
 */
record ExternalActor(String issuer, String name) {

  /** The type of these subjects. */
  static final String TYPE = "external_actor";

  private static final char BETWEEN = '#'; // no issuer has one (RFC 8414 section 2)
  private static final int MAX_NAME = 255;

  SubjectRef subject() {
    return new SubjectRef(TYPE, issuer + BETWEEN + name);
  }

  /** The actor of a subject of this type. */
  static Optional<ExternalActor> of(SubjectRef subject) {
    int at = subject.id().indexOf(BETWEEN);
    return subject.type().equals(TYPE) && at > 0
        ? Optional.of(
            new ExternalActor(subject.id().substring(0, at), subject.id().substring(at + 1)))
        : Optional.empty();
  }

  /**
   * The chain that an assertion names, the current actor first (RFC 8693 section 4.1).
   *
   * @param longest how many there may be
   * @return empty if it is no such chain, or longer
   */
  static Optional<List<SubjectRef>> chain(
      TrustedIssuerService.VerifiedAssertion assertion, int longest) {
    List<SubjectRef> chain = new ArrayList<>();
    Object next = assertion.claims().get("act");
    while (next != null) {
      if (chain.size() == longest
          || !(next instanceof Map<?, ?> act)
          || !(act.get("sub") instanceof String name)
          || name.isBlank()
          || name.length() > MAX_NAME) {
        return Optional.empty();
      }
      chain.add(new ExternalActor(assertion.issuer().issuer(), name).subject());
      next = act.get("act");
    }
    return Optional.of(chain);
  }
}
