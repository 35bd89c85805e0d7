package org.lumoauth.oauth.clientidmetadata;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.oauth.clientidmetadata.CimdSettings.CimdPolicy;

/**
 * What a document says of its client, checked.
 *
 * @param url where it is: {@code client_id}
 * @param name {@code client_name}, or the host
 * @param redirectUris {@code redirect_uris}
 * @param grantTypes those of {@code grant_types} that such a client may use
 * @param scope {@code scope}, where it says so
 * @param method {@code none} or {@code private_key_jwt}
 * @param metadata the further members that count
 */
record ClientMetadataDocument(
    URI url,
    String name,
    List<String> redirectUris,
    Set<String> grantTypes,
    Optional<Set<String>> scope,
    String method,
    Map<String, Object> metadata) {

  /**
   * The client, as far as a tenant takes it; empty if it does not.
   *
   * @param lifetime how long its access tokens live
   */
  Optional<Client> client(CimdPolicy rules, Duration lifetime) {
    List<String> redirects =
        redirectUris.stream()
            .filter(uri -> rules.loopback() || !CimdRedirectUriValidator.isLoopback(uri))
            .toList();
    if (redirects.isEmpty() || !rules.allowsHost(url.getHost())) {
      return Optional.empty();
    }
    Set<String> scopes =
        scope
            .map(
                asked ->
                    asked.stream()
                        .filter(rules.scopes()::contains)
                        .collect(Collectors.toUnmodifiableSet()))
            .orElse(rules.scopes());
    return Optional.of(
        new Client(
            url.toString(),
            name,
            new SubjectRef(SubjectRef.CLIENT, url.toString()),
            !method.equals(ClientMetadataDocumentParser.PUBLIC),
            true,
            grantTypes,
            scopes,
            Set.of(method),
            redirects,
            lifetime,
            metadata));
  }
}
