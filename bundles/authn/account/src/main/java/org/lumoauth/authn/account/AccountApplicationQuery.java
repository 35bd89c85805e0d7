package org.lumoauth.authn.account;

import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.AuthorizationGrantService;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.ClientDirectory;
import org.lumoauth.api.oauth.Consent;
import org.lumoauth.api.oauth.ConsentService;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Which applications have access to an account: those that somebody was asked about, and those that
 * got it without, as first-party ones.
 */
@Component(service = AccountApplicationQuery.class)
public final class AccountApplicationQuery {

  private final ConsentService consents;
  private final AuthorizationGrantService grants;
  private final ClientDirectory clients;

  @Activate
  public AccountApplicationQuery(
      @Reference ConsentService consents,
      @Reference AuthorizationGrantService grants,
      @Reference ClientDirectory clients) {
    this.consents = consents;
    this.grants = grants;
    this.clients = clients;
  }

  /** The applications, those that were asked about first. */
  List<AccountApplication> of(TenantContext tenant, SubjectRef subject) {
    Map<String, AccountApplication> found = new LinkedHashMap<>();
    for (Consent consent : consents.list(tenant, subject)) {
      found.put(
          consent.clientId(),
          application(
              tenant, consent.clientId(), consent.scope(), consent.givenAt(), consent.expiresAt()));
    }
    for (var grant : grants.list(tenant, subject)) {
      found.computeIfAbsent(
          grant.clientId(),
          id -> application(tenant, id, Set.of(), grant.createdAt(), Optional.empty()));
    }
    return List.copyOf(found.values());
  }

  private AccountApplication application(
      TenantContext tenant,
      String clientId,
      Set<String> scope,
      Instant givenAt,
      Optional<Instant> expiresAt) {
    Optional<Client> client = clients.find(tenant, clientId);
    return new AccountApplication(
        clientId,
        client.map(Client::name).orElse(clientId), // it may be gone, and its access still be there
        client.flatMap(AccountApplicationQuery::origin),
        scope,
        givenAt,
        expiresAt);
  }

  /** Of its metadata document, or else of the first place that it takes people to. */
  private static Optional<String> origin(Client client) {
    return Stream.concat(Stream.of(client.clientId()), client.redirectUris().stream())
        .filter(uri -> uri.startsWith("https://"))
        .findFirst()
        .map(uri -> "https://" + URI.create(uri).getRawAuthority());
  }
}
