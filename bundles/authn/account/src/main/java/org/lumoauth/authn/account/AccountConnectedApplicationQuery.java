/* SPDX-License-Identifier: Apache-2.0 */
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
import org.lumoauth.api.oauth.authorization.Consent;
import org.lumoauth.api.oauth.authorization.ConsentService;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientDirectory;
import org.lumoauth.api.oauth.grant.AuthorizationGrantService;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Finds the applications with access to an account: those with a consent of the user, and those
 * that need none, such as first-party applications.
 */
final class AccountConnectedApplicationQuery {

  private final ConsentService consents;
  private final AuthorizationGrantService grants;
  private final ClientDirectory clients;

  AccountConnectedApplicationQuery(
      ConsentService consents, AuthorizationGrantService grants, ClientDirectory clients) {
    this.consents = consents;
    this.grants = grants;
    this.clients = clients;
  }

  /** Returns the applications, those with a consent first. */
  List<AccountConnectedApplication> of(TenantContext tenant, SubjectRef subject) {
    Map<String, AccountConnectedApplication> found = new LinkedHashMap<>();
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

  private AccountConnectedApplication application(
      TenantContext tenant,
      String clientId,
      Set<String> scope,
      Instant givenAt,
      Optional<Instant> expiresAt) {
    Optional<Client> client = clients.find(tenant, clientId);
    return new AccountConnectedApplication(
        clientId,
        client
            .map(Client::name)
            .orElse(clientId), // The client may be deleted while its access remains.
        client.flatMap(AccountConnectedApplicationQuery::origin),
        scope,
        givenAt,
        expiresAt);
  }

  /** Returns the origin of the client's metadata document, or else of its first redirect URI. */
  private static Optional<String> origin(Client client) {
    return Stream.concat(Stream.of(client.clientId()), client.redirectUris().stream())
        .filter(uri -> uri.startsWith("https://"))
        .findFirst()
        .map(uri -> "https://" + URI.create(uri).getRawAuthority());
  }
}
