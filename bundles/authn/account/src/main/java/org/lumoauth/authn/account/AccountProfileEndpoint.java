/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.account;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.directory.PostalAddress;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.directory.UserProfileService;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /t/{slug}/account/profile}: shows and changes the profile. */
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authn-account-profile",
      "lumoauth.web.routes=GET ^/account/profile",
      "lumoauth.web.routes=POST ^/account/profile",
      HttpHandler.SUMMARY + "=GET: Show the profile of the user",
      HttpHandler.SUMMARY + "=POST: Update the profile of the user",
      "lumoauth.web.guard=open"
    })
public final class AccountProfileEndpoint implements HttpHandler {

  private static final String ADDRESS = "address";

  /** The single-line claims by the fields of the page. */
  private static final Map<String, String> LINES =
      Map.of(
          "givenName", "given_name",
          "middleName", "middle_name",
          "familyName", "family_name",
          "nickname", "nickname",
          "phoneNumber", "phone_number",
          "locale", "locale",
          "zoneinfo", "zoneinfo",
          "website", "website",
          "birthdate", "birthdate",
          "gender", "gender");

  private final AccountPageGuard door;
  private final AccountPageRenderer pages;
  private final UserDirectory users;
  private final UserProfileService profiles;

  @Activate
  public AccountProfileEndpoint(
      @Reference AccountPageGuard door,
      @Reference AccountPageRenderer pages,
      @Reference UserDirectory users,
      @Reference UserProfileService profiles) {
    this.door = door;
    this.pages = pages;
    this.users = users;
    this.profiles = profiles;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Optional<Session> session = door.requireSession(exchange, AccountSection.PROFILE);
    if (session.isEmpty()) {
      return;
    }
    if (!exchange.request().getMethod().equals("POST")) {
      boolean saved = exchange.request().getParameter("done") != null;
      show(exchange, session.get(), 200, person(exchange, session.get()), Map.of("saved", saved));
      return;
    }
    Optional<AccountForm> form = door.readForm(exchange, session.get(), AccountSection.PROFILE);
    if (form.isPresent()) {
      save(exchange, session.get(), form.get());
    }
  }

  private void save(HttpExchange exchange, Session session, AccountForm form) throws IOException {
    Map<String, Object> person = person(exchange, session);
    Map<String, Object> said = new HashMap<>();
    LINES.forEach(
        (field, claim) -> {
          // Values from before the validation rules remain until they are changed.
          if (!form.line(field).equals(person.getOrDefault(field, ""))) {
            said.put(claim, form.line(field));
          }
          person.put(field, form.line(field));
        });
    Map<String, String> address = PostalAddressFormMapper.of(form);
    person.putAll(address);
    said.put(ADDRESS, PostalAddressFormMapper.claim(address));
    Map<String, String> errors = errors(profiles.validateClaims(said));
    if (!errors.isEmpty()) {
      show(exchange, session, 422, person, Map.of("errors", errors));
      return;
    }
    profiles.changeClaims(
        exchange.tenant(),
        session.subject().id(),
        said,
        AuditInitiator.of(session.subject(), exchange.requestInfo()));
    AccountPageGuard.redirectDone(exchange, AccountSection.PROFILE);
  }

  /** Returns the errors by the fields of the page. */
  private static Map<String, String> errors(Map<String, String> faults) {
    Map<String, String> errors = new HashMap<>(PostalAddressFormMapper.errors(faults));
    LINES.forEach(
        (field, claim) -> {
          if (faults.containsKey(claim)) {
            errors.put(field, faults.get(claim));
          }
        });
    return errors;
  }

  private void show(
      HttpExchange exchange,
      Session session,
      int status,
      Map<String, Object> person,
      Map<String, Object> more)
      throws IOException {
    Map<String, Object> model = new HashMap<>(more);
    model.put("person", person);
    pages.render(exchange, session, AccountSection.PROFILE, status, model);
  }

  private Map<String, Object> person(HttpExchange exchange, Session session) {
    Map<String, Object> claims = claims(exchange, session);
    Map<String, Object> person = new HashMap<>(PostalAddressFormMapper.of(address(claims)));
    person.put("identifier", claims.getOrDefault("email", session.subject().id()));
    copy(claims, "email", person, "email");
    copy(claims, "email_verified", person, "emailVerified");
    LINES.forEach((field, claim) -> copy(claims, claim, person, field));
    return person;
  }

  private Map<String, Object> claims(HttpExchange exchange, Session session) {
    return users.standardClaims(exchange.tenant(), session.subject().id());
  }

  private static PostalAddress address(Map<String, Object> claims) {
    return claims.get(ADDRESS) instanceof Map<?, ?> members
        ? PostalAddress.of(members)
        : PostalAddress.NONE;
  }

  private static void copy(
      Map<String, Object> claims, String claim, Map<String, Object> person, String member) {
    if (claims.containsKey(claim)) {
      person.put(member, claims.get(claim));
    }
  }
}
