package org.lumoauth.authn.account;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.directory.PostalAddress;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.directory.UserProfiles;
import org.lumoauth.api.directory.UserProfiles.Names;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /t/{slug}/account/profile}: who the reader is. */
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authn-account-profile",
      "lumoauth.web.routes=GET ^/account/profile",
      "lumoauth.web.routes=POST ^/account/profile",
      "lumoauth.web.guard=open"
    })
public final class ProfileEndpoint implements HotEndpoint {

  private static final String GIVEN = "givenName";
  private static final String FAMILY = "familyName";
  private static final int MAX_NAME = 100;

  private final AccountDoor door;
  private final AccountPages pages;
  private final UserDirectory users;
  private final UserProfiles profiles;

  @Activate
  public ProfileEndpoint(
      @Reference AccountDoor door,
      @Reference AccountPages pages,
      @Reference UserDirectory users,
      @Reference UserProfiles profiles) {
    this.door = door;
    this.pages = pages;
    this.users = users;
    this.profiles = profiles;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    Optional<Session> session = door.enter(exchange, Section.PROFILE);
    if (session.isEmpty()) {
      return;
    }
    if (!exchange.request().getMethod().equals("POST")) {
      boolean saved = exchange.request().getParameter("done") != null;
      show(exchange, session.get(), 200, person(exchange, session.get()), Map.of("saved", saved));
      return;
    }
    Optional<Form> form = door.form(exchange, session.get(), Section.PROFILE);
    if (form.isPresent()) {
      save(exchange, session.get(), form.get());
    }
  }

  private void save(Exchange exchange, Session session, Form form) throws IOException {
    Map<String, String> errors = new HashMap<>();
    Map<String, Object> person = person(exchange, session);
    for (String field : List.of(GIVEN, FAMILY)) {
      person.put(field, form.line(field));
      if (form.line(field).length() > MAX_NAME) {
        errors.put(field, "too-long");
      }
    }
    Map<String, String> address = AddressFields.of(form);
    person.putAll(address);
    errors.putAll(AddressFields.errors(address));
    if (!errors.isEmpty()) {
      show(exchange, session, 422, person, Map.of("errors", errors));
      return;
    }
    profiles.describe(
        exchange.tenant(),
        session.subject().id(),
        new Names(name(form, GIVEN), name(form, FAMILY)),
        AddressFields.changed(address(claims(exchange, session)), address),
        AccountAudit.by(exchange, session));
    AccountDoor.done(exchange, Section.PROFILE);
  }

  private static Optional<String> name(Form form, String field) {
    return Optional.of(form.line(field)).filter(text -> !text.isEmpty());
  }

  private void show(
      Exchange exchange,
      Session session,
      int status,
      Map<String, Object> person,
      Map<String, Object> more)
      throws IOException {
    Map<String, Object> model = new HashMap<>(more);
    model.put("person", person);
    pages.show(exchange, session, Section.PROFILE, status, model);
  }

  private Map<String, Object> person(Exchange exchange, Session session) {
    Map<String, Object> claims = claims(exchange, session);
    Map<String, Object> person = new HashMap<>(AddressFields.of(address(claims)));
    person.put("identifier", claims.getOrDefault("email", session.subject().id()));
    copy(claims, "email", person, "email");
    copy(claims, "email_verified", person, "emailVerified");
    copy(claims, "given_name", person, GIVEN);
    copy(claims, "family_name", person, FAMILY);
    return person;
  }

  private Map<String, Object> claims(Exchange exchange, Session session) {
    return users.standardClaims(exchange.tenant(), session.subject().id());
  }

  private static PostalAddress address(Map<String, Object> claims) {
    return claims.get("address") instanceof Map<?, ?> members
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
