/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.idjag;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.federation.TrustedIssuerService;

/**
 * An actor that only its issuer knows. In tokens of this server the issuer prefixes the name, so
 * that the actor cannot be confused with a subject of this server.
 *
 * @param issuer the {@code iss} that asserts the actor
 * @param name the {@code sub} at that issuer
 */
record ExternalActor(String issuer, String name) {

  /** The subject type of external actors. */
  static final String TYPE = "external_actor";

  private static final char BETWEEN =
      '#'; // An issuer cannot contain this character (RFC 8414 section 2).
  private static final int MAX_NAME = 255;

  SubjectRef subject() {
    return new SubjectRef(TYPE, issuer + BETWEEN + name);
  }

  /** Returns the actor of a subject of this type. */
  static Optional<ExternalActor> of(SubjectRef subject) {
    int at = subject.id().indexOf(BETWEEN);
    return subject.type().equals(TYPE) && at > 0
        ? Optional.of(
            new ExternalActor(subject.id().substring(0, at), subject.id().substring(at + 1)))
        : Optional.empty();
  }

  /**
   * Returns the chain of actors of an assertion, the current actor first (RFC 8693 section 4.1).
   *
   * @param longest the maximum number of actors
   * @return empty if the chain is malformed or too long
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
