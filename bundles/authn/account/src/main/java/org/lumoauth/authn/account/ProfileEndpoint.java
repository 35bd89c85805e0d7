package org.lumoauth.authn.account;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.directory.PostalAddress;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.directory.UserProfiles;
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

  private static final String ADDRESS = "address";

  /** The claims of one line, by the fields of the page. */
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
    Map<String, Object> person = person(exchange, session);
    Map<String, Object> said = new HashMap<>();
    LINES.forEach(
        (field, claim) -> {
          // what was there before the rules stays until it is changed
          if (!form.line(field).equals(person.getOrDefault(field, ""))) {
            said.put(claim, form.line(field));
          }
          person.put(field, form.line(field));
        });
    Map<String, String> address = AddressFields.of(form);
    person.putAll(address);
    said.put(ADDRESS, AddressFields.claim(address));
    Map<String, String> errors = errors(profiles.faults(said));
    if (!errors.isEmpty()) {
      show(exchange, session, 422, person, Map.of("errors", errors));
      return;
    }
    profiles.say(
        exchange.tenant(), session.subject().id(), said, AccountAudit.by(exchange, session));
    AccountDoor.done(exchange, Section.PROFILE);
  }

  /** By the fields of the page. */
  private static Map<String, String> errors(Map<String, String> faults) {
    Map<String, String> errors = new HashMap<>(AddressFields.errors(faults));
    LINES.forEach(
        (field, claim) -> {
          if (faults.containsKey(claim)) {
            errors.put(field, faults.get(claim));
          }
        });
    return errors;
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
    LINES.forEach((field, claim) -> copy(claims, claim, person, field));
    return person;
  }

  private Map<String, Object> claims(Exchange exchange, Session session) {
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
