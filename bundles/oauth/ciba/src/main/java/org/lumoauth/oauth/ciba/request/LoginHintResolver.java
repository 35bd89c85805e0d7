/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba.request;

import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectDirectory;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.authorization.IdTokenHintReader;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientKeyProvider;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.ForeignJwtVerifier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Resolves the hint of a request to a user (CIBA section 7.2). It behaves the same for known and
 * unknown users.
 */
@Component(service = LoginHintResolver.class)
public final class LoginHintResolver {

  private static final List<String> NAMES =
      List.of("login_hint", "id_token_hint", "login_hint_token");
  private static final int MAX_IDENTIFIER = 254; // RFC 5321 section 4.5.3.1.3, without brackets

  private final UserDirectory users;
  private final SubjectDirectory subjects;
  private final LoginHintTokenVerifier tokens;
  private final Optional<IdTokenHintReader> idTokens;

  /**
   * @param keys null if no client key module is installed
   * @param idTokens null if no ID token module is installed
   */
  @Activate
  public LoginHintResolver(
      @Reference UserDirectory users,
      @Reference SubjectDirectory subjects,
      @Reference ForeignJwtVerifier jwts,
      @Reference(
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          ClientKeyProvider keys,
      @Reference(
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          IdTokenHintReader idTokens,
      @Reference InstantSource clock) {
    this.users = users;
    this.subjects = subjects;
    this.tokens = new LoginHintTokenVerifier(jwts, keys, clock);
    this.idTokens = Optional.ofNullable(idTokens);
  }

  /**
   * Resolves the hint.
   *
   * @throws OAuthException {@code invalid_request} if the request does not have exactly one hint,
   *     or the hint is invalid; {@code expired_login_hint_token}
   */
  LoginHintUser resolve(TenantContext tenant, Client client, Map<String, List<String>> parameters) {
    List<String> given = NAMES.stream().filter(parameters::containsKey).toList();
    if (given.size() != 1) {
      throw OAuthException.invalidRequest(
          "Exactly one of login_hint, id_token_hint and login_hint_token is required.");
    }
    String hint = parameters.get(given.get(0)).get(0);
    return switch (given.get(0)) {
      case "login_hint" -> named(tenant, hint);
      case "login_hint_token" -> named(tenant, tokens.verify(tenant, client, hint));
      default -> identified(tenant, subject(tenant, client, hint));
    };
  }

  private LoginHintUser named(TenantContext tenant, String identifier) {
    String text = identifier.strip();
    if (text.length() > MAX_IDENTIFIER || text.chars().anyMatch(Character::isISOControl)) {
      throw OAuthException.invalidRequest(
          "The hint must be a user identifier of at most "
              + MAX_IDENTIFIER
              + " characters without control characters.");
    }
    String lower = text.toLowerCase(Locale.ROOT);
    Optional<User> user = users.find(tenant, text);
    if (!lower.equals(text)) {
      Optional<User> other = users.find(tenant, lower);
      user = user.or(() -> other);
    }
    return user.map(found -> identified(tenant, new SubjectRef(SubjectRef.USER, found.id())))
        .orElseGet(() -> new LoginHintUser(Optional.empty(), "?" + lower));
  }

  private LoginHintUser identified(TenantContext tenant, SubjectRef subject) {
    boolean enabled =
        subject.type().equals(SubjectRef.USER)
            && subjects.status(tenant, subject) == SubjectStatus.ENABLED;
    return new LoginHintUser(enabled ? Optional.of(subject.id()) : Optional.empty(), subject.id());
  }

  /**
   * The ID token must have been issued to this client, because another client's token reveals a
   * user's identity.
   */
  private SubjectRef subject(TenantContext tenant, Client client, String hint) {
    return idTokens
        .flatMap(reader -> reader.readHint(tenant, hint))
        .filter(told -> told.audience().contains(client.clientId()))
        .map(IdTokenHintReader.IdTokenHint::subject)
        .orElseThrow(
            () ->
                OAuthException.invalidRequest(
                    "The id_token_hint must be an ID token issued to this client."));
  }
}
