/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.interaction;

import java.time.Instant;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.request.AAuthRequestParameterParser;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.page.PageSessionGuard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Decides which users may answer an agent's request. If the agent already has a person, only that
 * person may.
 */
@Component(service = InteractionAnswerAuthorizer.class)
public final class InteractionAnswerAuthorizer {

  private static final int MAX_HINT = 255;

  private final PageSessionGuard readers;

  @Activate
  public InteractionAnswerAuthorizer(@Reference PageSessionGuard readers) {
    this.readers = readers;
  }

  /** Returns the session of a user that may answer, if it satisfies the sign-in requirements. */
  Optional<Session> session(HttpExchange exchange, InteractionQuestion asked) {
    return readers
        .findCurrentSession(exchange, requirement(asked))
        .filter(of -> asked.user().isEmpty() || of.subject().id().equals(asked.user()));
  }

  /**
   * Redirects the user to sign in and back.
   *
   * @param back a path with its query
   */
  void signIn(HttpExchange exchange, InteractionQuestion asked, String back) {
    exchange.redirect(readers.beginSignIn(exchange, requirement(asked), back));
  }

  /**
   * Redirects the user to sign in with another account and back.
   *
   * @param back a path with its query
   */
  void signInAsOther(HttpExchange exchange, InteractionQuestion asked, String back) {
    exchange.redirect(
        readers.beginSignIn(exchange, requirement(asked).withChooseAccount(true), back));
  }

  /**
   * Returns the agent's login hint: it prefills the sign-in form, only while the agent has no
   * person.
   */
  private static Optional<String> hint(InteractionQuestion asked) {
    return Optional.of(AAuthRequestParameterParser.words(asked.request().get("login_hint")))
        .filter(hint -> !hint.isBlank() && hint.length() <= MAX_HINT);
  }

  private static SignInRequirement requirement(InteractionQuestion asked) {
    var any = SignInRequirement.any();
    var then =
        asked.notBefore() == 0
            ? any
            : any.authenticatedSince(Instant.ofEpochMilli(asked.notBefore()));
    return asked.user().isEmpty()
        ? hint(asked).map(then::withLoginHint).orElse(then)
        : then.withSubject(new SubjectRef(SubjectRef.USER, asked.user()));
  }
}
